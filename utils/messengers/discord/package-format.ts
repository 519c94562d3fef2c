import type { Format } from '../format';

export const discordPackage: Format = { find: async () => [] };
