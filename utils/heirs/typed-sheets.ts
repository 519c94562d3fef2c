import { type Mistyped, findMistyped } from './mistyped';
import { type SheetFault, readSheets } from './read-sheets';
import { type Share, sheetsIn } from './share';

/** What one of the typed texts is. */
export type TypedSheet =
  | { readonly is: 'empty' }
  | { readonly is: 'sheet'; readonly share: Share }
  | { readonly is: 'other' | 'twice' | 'newer' }
  | Mistyped;

/** Sheets as they are being typed. */
export interface TypedSheets {
  /** One for each text. */
  readonly sheets: readonly TypedSheet[];
  /** How many sheets are still missing; null while none tells. */
  readonly missing: number | null;
}

const FAULTS = { SHARES_OTHER_SET: 'other', SHARE_TWICE: 'twice', TOO_NEW: 'newer' } as const;

/** What the texts are, and what they lack. */
export function readTyped(texts: readonly string[]): TypedSheets {
  const sheets = readSheets(texts).map((reading, at): TypedSheet => {
    if (!reading) return { is: 'empty' };
    return 'share' in reading ? { is: 'sheet', share: reading.share } : faulty(reading.fault, texts[at] ?? '');
  });
  const good = sheets.flatMap((sheet) => (sheet.is === 'sheet' ? [sheet.share] : []));
  const missing = good[0] ? Math.max(0, good[0].threshold - good.length) : null;
  return { sheets, missing };
}

/** The texts with one more to type in, as long as sheets are missing and none is empty. */
export function withRoom(texts: readonly string[]): readonly string[] {
  const isFull = texts.every((text) => text.trim() !== '');
  return isFull && readTyped(texts).missing !== 0 ? [...texts, ''] : texts;
}

/**
 * The texts after something was typed or pasted in one of them. Several sheets pasted at once go one into each text: that
 * one, then those that are empty, then new ones.
 * @param at the place of the text from 0
 */
export function withTyped(texts: readonly string[], at: number, typed: string): readonly string[] {
  const changed = [...texts];
  changed[at] = typed;
  const pasted = sheetsIn(typed);
  // Not while the second one is being typed by hand, below the first.
  if (pasted.length < 2 || findMistyped(pasted.at(-1) ?? '').is === 'unfinished') return changed;
  changed[at] = '';
  for (const sheet of pasted) {
    const free = changed.findIndex((text, place) => place >= at && text.trim() === '');
    if (free < 0) changed.push(sheet);
    else changed[free] = sheet;
  }
  return changed;
}

function faulty(fault: SheetFault, text: string): TypedSheet {
  return fault === 'SHARE_INVALID' ? findMistyped(text) : { is: FAULTS[fault] };
}
