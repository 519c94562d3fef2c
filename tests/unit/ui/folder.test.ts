import { canOpen, waysFor } from '@/components/place/ways';
import { folderTrouble } from '@/components/place/folder-trouble';
import type { FolderState, JobKind, JobState } from '@/utils/messages/state';
import { describe, expect, test } from 'vitest';

const WHOLE: FolderState = {
  name: 'Drive',
  access: 'ready',
  keepsCopy: true,
  pending: { files: 0, bytes: 0, backups: 0 },
  syncedAt: 1,
  failure: null,
};
const WAITING = { files: 3, bytes: 100, backups: 1 };
const job = (kind: JobKind, status: JobState['status']) => ({ kind, status }) as JobState;
const trouble = (change: Partial<FolderState>, jobs: JobState[] = []) =>
  folderTrouble({ folder: { ...WHOLE, ...change }, jobs });

describe('what is said of the folder', () => {
  test('is nothing while there is none, or all is in it, or is on its way', () => {
    expect(folderTrouble({ folder: null, jobs: [] })).toBeNull();
    expect(trouble({})).toBeNull();
    expect(trouble({ pending: WAITING })).toBeNull();
  });

  test.each(['ask', 'gone'] as const)('is loud for %s only when something waits', (access) => {
    expect(trouble({ access })).toMatchObject({ loud: false });
    expect(trouble({ access, pending: WAITING })).toMatchObject({ loud: true });
  });

  test.each(['emptied', 'other'] as const)('is loud for %s in any case', (access) => {
    expect(trouble({ access })).toMatchObject({ loud: true });
  });

  test('names the failure, and asks for no more than another try', () => {
    const failure = { code: 'FOLDER_FULL' } as const;
    expect(trouble({ failure })).toStrictEqual({ kind: 'retry', loud: true, failure });
  });

  test.each(['backup', 'sync', 'leave'] as const)(
    'waits for a %s that is under way, and not for one that ended',
    (kind) => {
      const gone = { access: 'gone', pending: WAITING } as const;
      expect(trouble(gone, [job(kind, 'running')])).toBeNull();
      expect(trouble(gone, [job(kind, 'queued')])).toBeNull();
      expect(trouble(gone, [job(kind, 'failed')])).not.toBeNull();
    },
  );

  test('does not wait for a restore, which changes nothing there', () => {
    expect(trouble({ access: 'gone', pending: WAITING }, [job('restore', 'running')])).not.toBeNull();
  });
});

describe('what can be done with a picked folder', () => {
  test('is one thing where no other vault is there', () => {
    expect(waysFor({ holds: 'nothing' }, 3)).toStrictEqual(['here']);
    expect(waysFor({ holds: 'same' }, 3)).toStrictEqual(['here']);
    expect(waysFor({ holds: 'files' }, 3)).toStrictEqual(['beside']);
  });

  test('never begins with giving up, and with opening only where nothing is put out of reach', () => {
    expect(waysFor({ holds: 'other' }, 0)[0]).toBe('open');
    expect(waysFor({ holds: 'other' }, 1)[0]).toBe('beside');
    expect([canOpen(0), canOpen(1)]).toStrictEqual([true, false]);
  });
});
