import type { ExpectedExport } from './expected';

export const SAMPLES_DISCORD: readonly ExpectedExport[] = [];
