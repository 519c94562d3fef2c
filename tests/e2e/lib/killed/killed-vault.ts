import { createHash } from 'node:crypto';
import { deepStrictEqual } from 'node:assert';
import { changeBetween } from './change.ts';
import { KilledBrowser } from './killed-browser.ts';
import { type MadeFile, bytesOf } from './made-files.ts';
import { type Chance, type KilledJob, type PlannedKill, phaseAt, phasesOf, planKills } from './phases.ts';

/** What a backup that goes on may store more than one that was never killed, in bytes: its packs end elsewhere. */
const PADDING = 2_000_000;

/** One kill, and what was there after it. */
export interface Kill {
  readonly job: KilledJob;
  /** Where it was meant to hit. */
  readonly aim: string;
  readonly isRandom: boolean;
  /** The phase that the job was in, as what it had stored and deleted tells. */
  readonly phase: string;
  /** Packs of the killed job that were stored, in bytes. */
  readonly leftBytes: number;
  /** Archives that were there; each has come back as it was saved. */
  readonly whole: number;
}

/** An archive: what it is made of, and the SHA-256 of its files by their names. */
interface MadeArchive {
  readonly title: string;
  readonly files: readonly MadeFile[];
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * A vault in a browser that is killed while it saves a film and while it deletes it, in turn. Another archive always stays,
 * and a third has a part of the film, so that packs must be written anew when that goes.
 */
export class KilledVault {
  readonly browser: KilledBrowser;
  readonly #stays: MadeArchive;
  readonly #film: MadeArchive;
  readonly #part: MadeArchive;
  /** The archives that were reported saved, or were there whole. */
  readonly #saved = new Set<MadeArchive>();
  /** What is stored without the film, and the packs that it adds. */
  #without: ReadonlyMap<string, number> = new Map();
  #added: ReadonlyMap<string, number> = new Map();
  #plans!: Readonly<Record<KilledJob, Iterator<PlannedKill, never>>>;
  #next: KilledJob = 'backup';
  /** What is under way, for whoever reads of a failure. */
  doing = 'setting up';

  private constructor(browser: KilledBrowser, stays: MadeArchive, film: MadeArchive, part: MadeArchive) {
    this.browser = browser;
    this.#stays = stays;
    this.#film = film;
    this.#part = part;
  }

  /** Starts a browser with a new profile in `folder`, and sees how long its jobs take, and what they store. */
  static async open(folder: string, filmBytes: number, chance: Chance): Promise<KilledVault> {
    const shared = { name: 'shared.mp4', seed: 'shared', size: 3_000_000 };
    const stays = await make('stays', [{ name: 'stays.mp4', seed: 'stays', size: 2_000_000 }]);
    const film = await make('film', [{ name: 'film.mp4', seed: 'film', size: filmBytes }, shared]);
    const part = await make('part', [shared]);
    const vault = new KilledVault(await KilledBrowser.open(folder), stays, film, part);
    try {
      await vault.#measure(chance);
      return vault;
    } catch (thrown) {
      await vault.browser.end();
      throw thrown;
    }
  }

  async #measure(chance: Chance): Promise<void> {
    await this.#save(this.#stays);
    this.#without = await this.browser.stored();
    const saving = await took(async () => await this.#save(this.#film));
    this.#added = packsOf(await this.browser.stored(), this.#without);
    await this.#save(this.#part);
    const deleting = await took(async () => await this.#delete(this.#film));
    await this.#delete(this.#part);
    const packs = this.#added.size;
    this.#plans = {
      backup: planKills(phasesOf('backup', packs), saving, chance),
      delete: planKills(phasesOf('delete', packs), deleting, chance),
    };
  }

  /** Kills the next job, looks that nothing is lost, and does the job. @throws Error where something is not as it must be */
  async killOnce(): Promise<Kill> {
    const job = this.#next;
    this.#next = job === 'backup' ? 'delete' : 'backup';
    const { aim, moment } = this.#plans[job].next().value;
    this.doing = `${job}, aimed ${aim}`;
    const before = await this.browser.stored();
    const film = this.#film;
    const id = job === 'delete' ? await this.#idOf(film) : '';
    const start = async () => (job === 'backup' ? await this.#startBackup(film) : await this.browser.startDelete(id));
    const isDone = await this.browser.killDuring(start, moment);
    this.doing = `${job}, aimed ${aim}, starting again`;
    await this.browser.start();
    const after = await this.browser.stored();
    const phase = phaseAt(phasesOf(job, this.#added.size), changeBetween([...before.keys()], [...after.keys()]));
    this.doing = `${job}, aimed ${aim}, hit ${phase}`;
    await this.browser.unlock();
    // One that was reported to be saved must be there, one that was reported to be deleted must not; else both may be.
    if (job === 'backup' && isDone) this.#saved.add(film);
    if (job === 'delete') this.#saved.delete(film);
    await this.#expectAllWhole(isDone ? [] : [film]);
    const whole = this.#saved.size;
    await (job === 'backup' ? this.#finishBackup() : this.#finishDelete());
    return { job, aim, isRandom: 'after' in moment, phase, leftBytes: sum(packsOf(after, before)), whole };
  }

  /** Looks that all archives which must be there are, and perhaps some of `maybe`, and that each comes back as it was saved. */
  async #expectAllWhole(maybe: readonly MadeArchive[]): Promise<void> {
    const listed = (await this.browser.archives()).map(({ title }) => title);
    for (const archive of maybe) if (listed.includes(archive.title)) this.#saved.add(archive);
    deepStrictEqual(listed.toSorted(), [...this.#saved].map(({ title }) => title).toSorted());
    for (const archive of this.#saved) await this.#expectWhole(archive);
  }

  async #expectWhole(archive: MadeArchive): Promise<void> {
    deepStrictEqual(await this.browser.restored(await this.#idOf(archive)), archive.hashes);
  }

  async #finishBackup(): Promise<void> {
    if (!this.#saved.has(this.#film)) {
      await this.#save(this.#film);
      await this.#expectWhole(this.#film);
    }
    const added = sum(packsOf(await this.browser.stored(), this.#without));
    if (added > sum(this.#added) + PADDING) throw new Error(`${added} bytes for ${sum(this.#added)}: stored twice`);
    await this.#save(this.#part);
  }

  async #finishDelete(): Promise<void> {
    if (this.#saved.has(this.#film)) await this.#delete(this.#film);
    else await this.browser.ended(await this.browser.startPrune());
    await this.#expectWhole(this.#part);
    await this.#delete(this.#part);
    const packs = [...packsOf(await this.browser.stored()).keys()].toSorted();
    deepStrictEqual(packs, [...packsOf(this.#without).keys()].toSorted());
  }

  async #startBackup({ title, files }: MadeArchive): Promise<string> {
    return await this.browser.startBackup(title, files);
  }

  async #save(archive: MadeArchive): Promise<void> {
    await this.browser.ended(await this.#startBackup(archive));
    this.#saved.add(archive);
  }

  async #delete(archive: MadeArchive): Promise<void> {
    await this.browser.ended(await this.browser.startDelete(await this.#idOf(archive)));
    this.#saved.delete(archive);
  }

  async #idOf({ title }: MadeArchive): Promise<string> {
    const found = (await this.browser.archives()).find((one) => one.title === title);
    if (!found) throw new Error(`there is no archive ${title}`);
    return found.id;
  }
}

async function make(title: string, files: readonly MadeFile[]): Promise<MadeArchive> {
  const hashes: Record<string, string> = {};
  for (const file of files)
    hashes[file.name] = createHash('sha256')
      .update(await bytesOf(file))
      .digest('hex');
  return { title, files, hashes };
}

/** Milliseconds that something takes. */
async function took(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The packs among stored files that were not there before. */
function packsOf(stored: ReadonlyMap<string, number>, before: ReadonlyMap<string, number> = new Map()) {
  return new Map([...stored].filter(([path]) => path.startsWith('packs/') && !before.has(path)));
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((bytes, size) => bytes + size, 0);
}
