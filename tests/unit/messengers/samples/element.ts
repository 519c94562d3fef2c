import type { ExpectedExport } from './expected';

export const SAMPLES_ELEMENT: readonly ExpectedExport[] = [];
