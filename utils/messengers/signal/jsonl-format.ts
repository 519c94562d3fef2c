import type { Format } from '../format';

export const signalJsonl: Format = { find: async () => [] };
