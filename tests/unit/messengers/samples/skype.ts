import type { ExpectedExport } from './expected';

export const SAMPLES_SKYPE: readonly ExpectedExport[] = [];
