import type { Page } from 'puppeteer-core';
import type { Failure } from '../../../utils/errors.ts';
import type { AppState, FolderState } from '../../../utils/messages/state.ts';

/** A state of a protected, open vault in this browser. */
export const IN_BROWSER: AppState = {
  vault: 'unlocked',
  setupOpen: false,
  // Of any consent text there will be.
  consent: 1000,
  archives: 3,
  storedBytes: 1_204_000_000,
  lastBackupAt: Date.UTC(2026, 9, 4, 9, 12),
  protectedSince: Date.UTC(2026, 8, 1, 9, 12),
  lockAfterMinutes: 15,
  lockWithSystem: true,
  keysDue: 0,
  readsOnly: false,
  opening: null,
  inspection: null,
  captures: [],
  passkeyHere: true,
  upkeep: { last: null, partsReadAt: [0, 0, 0, 0, 0, 0] },
  folder: null,
  lockPending: false,
  jobs: [],
};

/** A folder that has everything. */
export const WHOLE_FOLDER: FolderState = {
  name: 'Drive / Passkeep',
  access: 'ready',
  keepsCopy: true,
  pending: { files: 0, bytes: 0, backups: 0 },
  syncedAt: Date.UTC(2026, 9, 4, 9, 13),
  failure: null,
};

/** What the folder lacks after two backups. */
export const TWO_BACKUPS = { files: 9, bytes: 120_000_000, backups: 2 };

/** In place of a failure: no answer comes. */
export const NEVER: Failure = { code: 'BUSY', detail: { never: 1 } };

/**
 * Shows a page of the extension as it is with this state, whatever the extension's own is: nothing that the page asks
 * reaches the extension. Messages are answered from `answers`, those without an answer with nothing, those in `failures`
 * with the failure, {@link NEVER} never.
 */
export async function showTold(
  page: Page,
  address: string,
  state: AppState,
  answers: Readonly<Record<string, unknown>> = {},
  failures: Readonly<Record<string, Failure>> = {},
): Promise<void> {
  const { identifier } = await page.evaluateOnNewDocument(tell, state, answers, failures);
  // Another address alone would not load the page anew.
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForSelector('h1');
  await page.removeScriptToEvaluateOnNewDocument(identifier);
}

/** What a page of {@link showTold} has asked with messages of one type, once there are so many. */
export async function askedOf(page: Page, type: string, times: number): Promise<Record<string, unknown>[]> {
  const asked = await page.waitForFunction(
    (wanted, least) => {
      const { told = [] } = globalThis as { told?: { type: string; data: Record<string, unknown> }[] };
      const of = told.filter((message) => message.type === wanted).map(({ data }) => data);
      return of.length >= least && of;
    },
    {},
    type,
    times,
  );
  return (await asked.jsonValue()) || [];
}

/** Runs in the page, before the page's own scripts. */
function tell(
  state: AppState,
  answers: Readonly<Record<string, unknown>>,
  failures: Readonly<Record<string, Failure>>,
): void {
  const nothing = () => {};
  const values: Readonly<Record<string, unknown>> = { getState: state, ...answers };
  const told: object[] = [];
  Object.assign(globalThis, { told });
  const stub = {
    sendMessage: (message: { type: string }, answer: (message: unknown) => void) => {
      const { type } = message;
      const error = failures[type];
      told.push(message);
      if (error?.detail?.['never']) return;
      if (type === 'ensureOffscreen') answer({});
      else answer({ res: error ? { ok: false, error } : { ok: true, value: values[type] } });
    },
    connect: () => ({
      onMessage: { addListener: nothing },
      onDisconnect: { addListener: nothing },
      disconnect: nothing,
    }),
  };
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { runtime?: object } | undefined>;
  for (const api of [browser, chrome]) if (api?.runtime) Object.assign(api.runtime, stub);
}
