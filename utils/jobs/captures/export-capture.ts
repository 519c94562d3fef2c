import { guessTitle } from '@/utils/capture/title';
import { lie } from '@/utils/page/check-from-page';
import { LARGEST_CAPTURE, MOST_FILES } from '@/utils/page/limits';
import type { FromPage } from '@/utils/page/protocol';
import { UniquePaths } from '@/utils/vault/safe-path';
import type { SourceEntry } from '@/utils/vault/types';
import type { Gathering, GatheringListener } from './gathering';
import { whole } from './whole-blob';

/** A page that lets several files be downloaded starts the next within this time. Milliseconds. */
const NEXT_WITHIN = 2000;

/** The files that a page lets the user download next. */
export class ExportCapture implements Gathering {
  readonly #listener: GatheringListener;
  readonly #paths = new UniquePaths();
  readonly #entries: SourceEntry[] = [];
  #isListening = false;
  #bytes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: GatheringListener) {
    this.#listener = listener;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  async take(told: FromPage): Promise<void> {
    if (told.type === 'listening' && !this.#isListening) {
      this.#isListening = true;
      return this.#listener.change({ status: 'waiting' });
    }
    if (told.type !== 'export' || !this.#isListening) lie();
    clearTimeout(this.#timer);
    await this.#add(told.name, told.blob);
    this.#listener.tell({ type: 'taken' });
    this.#timer = setTimeout(() => this.end(), NEXT_WITHIN);
  }

  end(): void {
    clearTimeout(this.#timer);
    const names = this.#entries.map(({ path }) => path);
    this.#listener.complete({ entries: this.#entries, title: guessTitle(names), count: names.length });
  }

  async #add(name: string, blob: Blob): Promise<void> {
    this.#listener.change({ status: 'reading' });
    const path = this.#paths.take(name.replace(/[/\\]/g, '_'));
    this.#entries.push({ path, file: new File([await whole(blob)], path, { lastModified: Date.now() }) });
    this.#bytes += blob.size;
    if (this.#entries.length > MOST_FILES || this.#bytes > LARGEST_CAPTURE) lie();
    this.#listener.change({ files: this.#entries.length, bytes: this.#bytes });
  }
}
