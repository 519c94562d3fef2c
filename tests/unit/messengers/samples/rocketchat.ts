import type { ExpectedExport } from './expected';

export const SAMPLES_ROCKETCHAT: readonly ExpectedExport[] = [];
