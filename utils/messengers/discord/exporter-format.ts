import type { Format } from '../format';

export const discordExporter: Format = { find: async () => [] };
