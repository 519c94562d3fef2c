import type { ExpectedExport } from './expected';

export const SAMPLES_TELEGRAM: readonly ExpectedExport[] = [];
