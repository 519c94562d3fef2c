import type { Format } from '../format';

export const slack: Format = { find: async () => [] };
