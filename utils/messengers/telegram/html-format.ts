import type { Format } from '../format';

export const telegramHtml: Format = { find: async () => [] };
