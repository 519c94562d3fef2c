import type { Format } from '../format';

export const skype: Format = { find: async () => [] };
