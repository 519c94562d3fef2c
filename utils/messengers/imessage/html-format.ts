import type { Format } from '../format';

export const imessageHtml: Format = { find: async () => [] };
