import type { Format } from '../format';

export const kakaotalk: Format = { find: async () => [] };
