import type { ExpectedExport } from './expected';

export const SAMPLES_LINE: readonly ExpectedExport[] = [];
