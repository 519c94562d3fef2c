import type { ExpectedExport } from './expected';

export const SAMPLES_WHATSAPP: readonly ExpectedExport[] = [];
