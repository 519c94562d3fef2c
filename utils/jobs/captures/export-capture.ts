import { guessTitle } from '@/utils/capture/title';
import { lie } from '@/utils/page/check-from-page';
import { LARGEST_CAPTURE } from '@/utils/page/limits';
import type { FromPage } from '@/utils/page/protocol';
import { UniquePaths } from '@/utils/vault/safe-path';
import type { SourceEntry } from '@/utils/vault/types';
import type { Gathering, GatheringListener } from './gathering';
import { whole } from './whole-blob';

/** Messages of one export: above the files that its script sends at most. */
const MOST_TOLD = 2000;

/** The files that a page lets the user download next, each under its own name. */
export class ExportCapture implements Gathering {
  readonly mostUntaken = MOST_TOLD;
  readonly #listener: GatheringListener;
  readonly #paths = new UniquePaths();
  readonly #entries: SourceEntry[] = [];
  #isListening = false;
  #bytes = 0;

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
    if (!this.#isListening) lie();
    if (told.type === 'end') return this.isEmpty ? this.#listener.giveUp() : this.end();
    return told.type === 'export' ? await this.#add(told.name, told.blob) : lie();
  }

  end(): void {
    const names = this.#entries.map(({ path }) => path);
    this.#listener.complete({ entries: this.#entries, title: guessTitle(names), count: names.length });
  }

  async #add(name: string, blob: Blob): Promise<void> {
    this.#bytes += blob.size;
    if (this.#entries.length === MOST_TOLD || this.#bytes > LARGEST_CAPTURE) lie();
    // A name alone, wherever the page would have the file.
    const path = this.#paths.take(name.replaceAll('/', '_'));
    const file = new File([await whole(blob)], path, { lastModified: Date.now() });
    this.#entries.push({ path, file });
    this.#listener.change({ status: 'reading', files: this.#entries.length, bytes: this.#bytes });
  }
}
