import type { Format } from '../format';

export const whatsapp: Format = { find: async () => [] };
