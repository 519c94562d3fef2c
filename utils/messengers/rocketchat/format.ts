import type { Format } from '../format';

export const rocketchat: Format = { find: async () => [] };
