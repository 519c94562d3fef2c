import { PasskeepError } from '@/utils/errors';
import type { CaptureState } from '@/utils/messages/state';
import type { CapturePlan } from '@/utils/page/protocol';
import { Capture } from './captures/capture';
import type { CaptureParts, PageLink, PageListener } from './captures/capture-parts';

/** Ended captures that are kept for showing; older ones go. */
const MOST_ENDED = 20;

/** What is read of pages, a tab each. */
export class Captures {
  readonly #parts: CaptureParts;
  readonly #captures: Capture[] = [];

  constructor(parts: CaptureParts) {
    this.#parts = parts;
  }

  get states(): CaptureState[] {
    return this.#captures.map(({ state }) => state);
  }

  /** Whether something is read or saved, which takes the vault. */
  get areActive(): boolean {
    return this.#captures.some(({ isActive }) => isActive);
  }

  /** Expects a tab's script. @returns the capture's id. @throws {PasskeepError} LOCKED, BUSY */
  start(tab: number, plan: CapturePlan): string {
    this.#parts.mustBeOpen();
    if (this.#captures.some(({ state, isActive }) => isActive && state.tab === tab)) throw new PasskeepError('BUSY');
    const ended = this.#captures.filter(({ isActive }) => !isActive);
    for (const old of ended.slice(0, Math.max(0, ended.length - MOST_ENDED + 1))) this.#forget(old);
    const capture: Capture = new Capture(tab, plan, this.#parts, () => this.#forget(capture));
    this.#captures.push(capture);
    this.#parts.onChange();
    return capture.state.id;
  }

  /** Takes in the script of a tab. @returns null where none is expected */
  connect(tab: number, link: PageLink): PageListener | null {
    return this.#captures.find(({ state, isActive }) => isActive && state.tab === tab)?.connect(link) ?? null;
  }

  /** See {@link Capture.stop}. */
  stop(id: string): void {
    this.#find(id)?.stop();
  }

  /** See {@link Capture.drop}. */
  drop(id: string): void {
    this.#find(id)?.drop();
  }

  /** Gives up those that only wait for a page's download: the vault is to be locked. */
  dropWaiting(): void {
    const waiting = this.#captures.filter(
      ({ state: { kind, status } }) => kind === 'export' && (status === 'starting' || status === 'waiting'),
    );
    for (const capture of waiting) capture.drop();
  }

  #find(id: string): Capture | undefined {
    return this.#captures.find(({ state }) => state.id === id);
  }

  #forget(capture: Capture): void {
    const at = this.#captures.indexOf(capture);
    if (at < 0) return;
    this.#captures.splice(at, 1);
    this.#parts.onChange();
  }
}
