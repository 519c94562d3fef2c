import type { ExpectedExport } from './expected';

export const SAMPLES_GOOGLE_CHAT: readonly ExpectedExport[] = [];
