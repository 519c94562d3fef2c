import type { JobState, AppState } from '../../../../utils/messages/state.ts';
import type { Change, changeBetween, hasHappened } from './change.ts';
import type { MadeFile, bytesOf } from './made-files.ts';

/** What a page of the extension does for the test, without a view: it speaks with the offscreen document. */
export interface PageSide {
  /** The answer to a message. @throws Error with the failure */
  ask(type: string, data?: unknown): Promise<unknown>;
  /** Queues a backup. @returns the job's id */
  startBackup(title: string, files: readonly MadeFile[]): Promise<string>;
  /** Waits for a job, and dismisses it. @throws Error unless it is done */
  ended(job: string): Promise<void>;
  /** Restores an archive into a folder of its own, which goes again. @returns SHA-256 in hex by the files' names */
  restored(archive: string): Promise<Record<string, string>>;
  /** The paths and sizes of all stored files. */
  stored(): Promise<[path: string, size: number][]>;
  /**
   * Watches what is stored from now on; {@link reached} resolves as soon as so much has come and gone, and nothing more is
   * written or deleted from then on: the reading transaction that has seen it stays open, and a writing one has to wait.
   */
  watch(wanted: Partial<Change>): Promise<void>;
  reached: Promise<void>;
}

/** The parts of Node's side that run in the page too. */
interface Shared {
  readonly bytesOf: typeof bytesOf;
  readonly changeBetween: typeof changeBetween;
  readonly hasHappened: typeof hasHappened;
}

/** Puts a {@link PageSide} into a page, as its `side`. Stands alone: it runs in the page. */
export function installSide(shared: Shared): void {
  const succeeded = async <T>(request: IDBRequest<T>): Promise<T> =>
    await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const hex = async (bytes: BufferSource): Promise<string> =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex();
  const openSizes = async (): Promise<() => IDBObjectStore> => {
    const database = await succeeded(indexedDB.open('passkeep'));
    return () => database.transaction('sizes').objectStore('sizes');
  };
  /** As the app does: see draft-port.ts. */
  const addToDraft = async (input: unknown): Promise<void> => {
    const { port1, port2 } = new MessageChannel();
    const { active } = await navigator.serviceWorker.ready;
    const answered = new Promise<{ readonly result: { readonly ok: boolean } }>((resolve, reject) => {
      port1.addEventListener('message', ({ data }) => resolve(data));
      port1.addEventListener('close', () => reject(new Error('the files went nowhere')));
    });
    port1.start();
    active?.postMessage({ draftPort: true }, [port2]);
    port1.postMessage({ call: 0, method: 'addToDraft', input });
    const { result } = await answered;
    port1.close();
    if (!result.ok) throw new Error(JSON.stringify(result));
  };
  const side: PageSide = {
    async ask(type, data) {
      const answer = await chrome.runtime.sendMessage({ id: 0, type, timestamp: Date.now(), data });
      const { res } = answer as { res: { ok: boolean; value: unknown } };
      if (!res.ok) throw new Error(`${type}: ${JSON.stringify(res)}`);
      return res.value;
    },
    async startBackup(title, files) {
      const draft = crypto.randomUUID();
      const entries: { path: string; file: File }[] = [];
      for (const made of files)
        entries.push({ path: made.name, file: new File([await shared.bytesOf(made)], made.name) });
      await addToDraft({ draft, entries });
      return (await side.ask('startBackup', { draft, title })) as string;
    },
    async ended(job) {
      for (;;) {
        const { jobs } = (await side.ask('getState')) as AppState;
        const found: JobState | undefined = jobs.find(({ id }) => id === job);
        if (!found) throw new Error('the job is not there');
        if (found.status === 'queued' || found.status === 'running') {
          await new Promise((resolve) => setTimeout(resolve, 10));
          continue;
        }
        await side.ask('dismissJob', { id: job });
        if (found.status !== 'done') throw new Error(`the ${found.kind} is ${JSON.stringify(found)}`);
        return;
      }
    },
    async restored(archive) {
      const root = await navigator.storage.getDirectory();
      const directory = await root.getDirectoryHandle('restored', { create: true });
      await side.ended(
        (await side.ask('startRestore', { archive, paths: null, target: { kind: 'folder', directory } })) as string,
      );
      const hashes: Record<string, string> = {};
      for await (const folder of directory.values())
        for await (const file of (folder as FileSystemDirectoryHandle).values())
          hashes[file.name] = await hex(await (await (file as FileSystemFileHandle).getFile()).arrayBuffer());
      await root.removeEntry('restored', { recursive: true });
      return hashes;
    },
    async stored() {
      const sizes = (await openSizes())();
      const [paths, bytes] = await Promise.all([succeeded(sizes.getAllKeys()), succeeded(sizes.getAll())]);
      return paths.map((path, at) => [path as string, bytes[at] as number]);
    },
    async watch(wanted) {
      const openStore = await openSizes();
      const before = (await succeeded(openStore().getAllKeys())) as string[];
      side.reached = new Promise((resolve, reject) => {
        const hold = (store: IDBObjectStore): void => void (store.count().onsuccess = () => hold(store));
        const look = (): void => {
          const store = openStore();
          const request = store.getAllKeys();
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const change = shared.changeBetween(before, request.result as string[]);
            // The next look is asked for before this one ends, and so before whatever is written after the next write.
            if (!shared.hasHappened(wanted, change)) return look();
            hold(store);
            resolve();
          };
        };
        look();
      });
      side.reached.catch(() => {});
    },
    reached: Promise.resolve(),
  };
  Object.assign(window, { side });
}
