import type { ExpectedExport } from './expected';

export const SAMPLES_SIGNAL: readonly ExpectedExport[] = [];
