import type { Format } from '../format';

export const googleChat: Format = { find: async () => [] };
