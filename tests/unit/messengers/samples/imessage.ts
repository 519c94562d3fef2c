import type { ExpectedExport } from './expected';

export const SAMPLES_IMESSAGE: readonly ExpectedExport[] = [];
