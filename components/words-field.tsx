import { Completions } from '@/components/words/completions';
import { NO_SUGGESTIONS } from '@/components/words/no-suggestions';
import { useSettled } from '@/components/words/settled';
import { typingSaid, wrongsSaid } from '@/components/words/typing-said';
import { WrongParts } from '@/components/words/wrong-parts';
import type { Part } from '@/utils/recovery/reading';
import { checkTyping, onlyCompletion } from '@/utils/recovery/typing';
import { t } from '@/utils/words';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

/** Longer than most clicks take. Milliseconds. */
const A_CLICK = 300;

/**
 * Where recovery words, or their digits, are typed or pasted, checked while they are. Nothing remembers or corrects them but
 * the field itself, when asked.
 */
export function WordsField({ id, value }: { id: string; value: Signal<string> }): JSX.Element {
  const around = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Null while nobody is at the field. */
  const caret = useSignal<number | null>(null);
  const check = checkTyping(value.value, caret.value);
  const only = onlyCompletion(check);
  const said = typingSaid(check);
  const spoken = useSettled([said, ...wrongsSaid(check)].join(' '));

  const read = (): void => {
    const { current } = field;
    if (!current) return;
    value.value = current.value;
    caret.value = current.selectionEnd;
  };
  const put = ({ start, end }: Part, word: string): void => {
    const { current } = field;
    if (!current) return;
    const isLast = current.value.slice(end).trim() === '';
    current.setRangeText(isLast ? `${word} ` : word, start, isLast ? current.value.length : end);
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
    read();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const plainTab = event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    // Once it is completed there is nothing to complete: the next Tab leaves the field.
    if (!plainTab || !only || !check.current) return;
    event.preventDefault();
    put(check.current, only);
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // To the field's own buttons: they stay.
    if (relatedTarget instanceof Node && around.current?.contains(relatedTarget)) return;
    // Not while a click is on its way: what it is meant for must not move from under it.
    setTimeout(() => {
      if (!around.current?.contains(document.activeElement)) caret.value = null;
    }, A_CLICK);
  };
  return (
    <div ref={around} class="field" onFocusOut={onFocusOut}>
      <label for={id}>{t('wordsLabel')}</label>
      <textarea
        ref={field}
        id={id}
        class="words-field"
        dir="ltr"
        rows={3}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
        {...NO_SUGGESTIONS}
        aria-describedby={`${id}-said`}
        value={value.value}
        onInput={read}
        onSelect={read}
        onKeyUp={read}
        onClick={read}
        onKeyDown={onKeyDown}
      />
      <div class="words-help">
        <p id={`${id}-said`} class="soft" data-state={check.state} aria-hidden="true">
          {said}
        </p>
        <Completions
          words={check.current?.completions ?? []}
          onTab={only !== null}
          onTake={(word) => check.current && put(check.current, word)}
        />
      </div>
      <WrongParts check={check} onCorrect={put} />
      <output class="visually-hidden">{spoken}</output>
    </div>
  );
}
