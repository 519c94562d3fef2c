import type { Format } from '../format';

export const metaDyi: Format = { find: async () => [] };
