import type { Format } from '../format';

export const signalExport: Format = { find: async () => [] };
