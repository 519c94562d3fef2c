import type { Format } from '../format';

export const elementHtml: Format = { find: async () => [] };
