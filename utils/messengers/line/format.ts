import type { Format } from '../format';

export const line: Format = { find: async () => [] };
