import { type TypedSheet, readTyped, withRoom, withTyped } from '@/utils/heirs/typed-sheets';
import { number } from '@/components/figures';
import { count, t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { sheetWords } from './sheet-words';

interface Props {
  /** The first text's; the others are `ID-2`, `ID-3`… */
  readonly id: string;
  /** The texts as typed; empty ones among them are not given. */
  readonly value: Signal<readonly string[]>;
}

/**
 * Where the heirs' sheets are typed or pasted, one text each, and one more as long as sheets are missing. Nothing
 * remembers, corrects or completes them.
 */
export function SharesField({ id, value }: Props): JSX.Element {
  const texts = withRoom(value.value);
  const { sheets, missing } = readTyped(texts);
  return (
    <div class="stack shares">
      <p id={`${id}-hint`} class="soft">
        {t('shareHint')}
      </p>
      {texts.map((text, at) => (
        <Sheet
          key={at}
          id={at === 0 ? id : `${id}-${at + 1}`}
          hint={`${id}-hint`}
          place={at + 1}
          text={text}
          sheet={sheets[at] ?? { is: 'empty' }}
          onType={(typed) => (value.value = withTyped(texts, at, typed))}
        />
      ))}
      <output id={`${id}-says`} class="soft">
        {missing === null ? '' : missing > 0 ? count('shareMore', missing) : t('shareEnough')}
      </output>
    </div>
  );
}

const RIGHT: ReadonlySet<TypedSheet['is']> = new Set(['empty', 'unfinished', 'sheet']);

interface SheetProps {
  readonly id: string;
  readonly hint: string;
  /** From 1. */
  readonly place: number;
  readonly text: string;
  readonly sheet: TypedSheet;
  onType(typed: string): void;
}

function Sheet({ id, hint, place, text, sheet, onType }: SheetProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{t('shareLabel', number(place))}</label>
      <textarea
        id={id}
        class="words-field"
        dir="ltr"
        rows={2}
        autocomplete="off"
        autocapitalize="characters"
        autocorrect="off"
        spellcheck={false}
        translate={false}
        aria-describedby={`${hint} ${id}-says-this`}
        value={text}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <output id={`${id}-says-this`} class={RIGHT.has(sheet.is) ? 'says soft' : 'says bad'}>
        {sheetWords(sheet)}
      </output>
    </div>
  );
}
