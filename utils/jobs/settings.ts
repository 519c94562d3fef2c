import type { Upkeep } from '@/utils/messages/upkeep';
import type { Database } from '@/utils/storage/database';
import { NEVER_CHECKED } from './upkeep-notes';

/** What is remembered beside the vault. Readable while the vault is locked: nothing of the messages is in it. */
export interface Settings {
  /** Version of the consent text that the user agreed to; 0 before. */
  readonly consent: number;
  readonly lockAfterMinutes: number;
  /** Whether the vault locks when the system does, or wakes from sleep. */
  readonly lockWithSystem: boolean;
  /** Milliseconds since 1970. */
  readonly lastBackupAt: number | null;
  readonly protectedSince: number | null;
  /** Archives that the vault held when it was last open. */
  readonly archives: number;
  /** Backups made since the folder last had everything. */
  readonly pendingBackups: number;
  /** Whether a passkey of this browser's has opened the vault. */
  readonly passkeyHere: boolean;
  /** Keys that had not been proved for long when the vault was last open. */
  readonly keysDue: number;
  readonly upkeep: Upkeep;
}

const DEFAULTS: Settings = {
  consent: 0,
  lockAfterMinutes: 15,
  lockWithSystem: true,
  lastBackupAt: null,
  protectedSince: null,
  archives: 0,
  pendingBackups: 0,
  passkeyHere: false,
  keysDue: 0,
  upkeep: NEVER_CHECKED,
};
/** What the user can choose from. Minutes. */
const MIN_LOCK_AFTER = 1;
const MAX_LOCK_AFTER = 24 * 60;

/** Reads the settings; what is missing or out of bounds is as it is at first. */
export async function readSettings(database: Database): Promise<Settings> {
  return sound(await database.use(async (connection) => await connection.get('settings', 'settings')));
}

/** Changes some settings, in one transaction: another change may be under way. @returns all of them. */
export async function changeSettings(database: Database, change: Partial<Settings>): Promise<Settings> {
  return await database.use(async (connection) => {
    const transaction = connection.transaction('settings', 'readwrite');
    const settings = { ...sound(await transaction.store.get('settings')), ...change };
    await Promise.all([transaction.store.put(settings, 'settings'), transaction.done]);
    return settings;
  });
}

function sound(stored: unknown): Settings {
  const settings = { ...DEFAULTS, ...(stored as Partial<Settings> | undefined) };
  return { ...settings, lockAfterMinutes: clampLockAfter(settings.lockAfterMinutes) };
}

/** Minutes within bounds. */
export function clampLockAfter(minutes: number): number {
  const whole = Number.isFinite(minutes) ? Math.round(minutes) : DEFAULTS.lockAfterMinutes;
  return Math.min(MAX_LOCK_AFTER, Math.max(MIN_LOCK_AFTER, whole));
}
