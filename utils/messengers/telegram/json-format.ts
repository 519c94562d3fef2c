import type { Format } from '../format';

export const telegramJson: Format = { find: async () => [] };
