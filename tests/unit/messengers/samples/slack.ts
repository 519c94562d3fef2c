import type { ExpectedExport } from './expected';

export const SAMPLES_SLACK: readonly ExpectedExport[] = [];
