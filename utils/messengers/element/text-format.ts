import type { Format } from '../format';

export const elementText: Format = { find: async () => [] };
