import type { Format } from '../format';

export const metaE2ee: Format = { find: async () => [] };
