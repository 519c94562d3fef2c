import type { Row, RowMedia } from '../reader';
import { textOf } from '../text-of';

/** What one message is made of, whoever wrote it. */
export type MessengerBody = Pick<Extract<Row, { kind: 'message' }>, 'message' | 'media'>;

/** Buttons beside a message, names above it. */
const BESIDE = 'h1, h2, h3, h4, h5, h6, [role="heading"], [role="toolbar"], [aria-hidden="true"]';
/** Pictures that are smaller are those of people, and reactions. CSS pixels. */
const SMALLEST = 48;
/** What a label and a text may differ in: spaces, direction marks, the mark of a drawn emoji. */
const IDLE = /(?:[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]|\ufe0f)+/gu;

/** Elements with text that somebody wrote, outer ones first. */
export function textsIn(message: Element): readonly Element[] {
  return [...message.querySelectorAll('[dir]')].filter((element) => !element.closest(BESIDE));
}

/** A label, cut before the text that it ends with. */
export interface CutLabel {
  /** `At 8:59 AM, Bea`. */
  readonly head: string;
  /** The element with the text; null: it has none that the label tells. */
  readonly element: Element | null;
}

/** Cuts the label of a message, `…: text`, by the longest text in it that the label ends with. */
export function cutLabel(label: string, elements: readonly Element[]): CutLabel {
  const bare = bareOf(label);
  let found: CutLabel = { head: label, element: null };
  for (const element of elements) {
    const text = bareOf(textOf(element));
    if (text === '' || !bare.endsWith(text)) continue;
    const head = beginningOf(label, bare.length - text.length);
    if (/[:：]\s*$/u.test(head) && head.length < found.head.length)
      found = { head: head.replace(/\s*[:：]\s*$/u, ''), element };
  }
  return found;
}

/** @param element with the text; null: it has none */
export function bodyOf(message: Element, element: Element | null, otherwise: string): MessengerBody {
  const text = element ? textOf(element) : otherwise;
  const media = mediaIn(message, element);
  return { message: { kind: media.length > 0 ? 'media' : text === '' ? 'other' : 'text', text }, media };
}

function mediaIn(message: Element, text: Element | null): readonly RowMedia[] {
  return [...message.querySelectorAll('img, video, audio')]
    .filter((element) => !text?.contains(element) && !element.closest(`${BESIDE}, [dir] a`) && isLarge(element))
    .map((element) => ({ kind: KINDS[element.localName] ?? 'file', name: '', source: sourceOf(element) }));
}

const KINDS: Readonly<Record<string, RowMedia['kind']>> = { img: 'image', video: 'video', audio: 'voice' };

function isLarge(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return element.localName === 'audio' || (width >= SMALLEST && height >= SMALLEST);
}

function sourceOf(element: Element): string | null {
  const source = element instanceof HTMLImageElement || element instanceof HTMLMediaElement ? element.currentSrc : '';
  return source || element.getAttribute('src') || null;
}

function bareOf(text: string): string {
  return text.replace(IDLE, '');
}

/** The first part of a text that has so many units other than {@link IDLE}. */
function beginningOf(text: string, units: number): string {
  let left = units;
  for (const { index, 0: idle } of text.matchAll(IDLE)) {
    if (index >= left) break;
    left += idle.length;
  }
  return text.slice(0, left);
}
