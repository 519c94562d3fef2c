import type { ExpectedExport } from './expected';

export const SAMPLES_KAKAOTALK: readonly ExpectedExport[] = [];
