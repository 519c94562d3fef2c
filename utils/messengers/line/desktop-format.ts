import type { Format } from '../format';

export const lineDesktop: Format = { find: async () => [] };
