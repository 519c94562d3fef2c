import type { Format } from '../format';

export const elementJson: Format = { find: async () => [] };
