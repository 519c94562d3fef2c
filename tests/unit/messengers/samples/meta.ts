import type { ExpectedExport } from './expected';

export const SAMPLES_META: readonly ExpectedExport[] = [];
