import type { Format } from '../format';

export const imessageText: Format = { find: async () => [] };
