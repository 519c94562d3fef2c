import { OVERLAY_STYLE } from './overlay-style';

/** The card's words, in the user's language. */
export interface OverlayWords {
  /** BCP 47. */
  readonly language: string;
  /** `ltr` or `rtl`. */
  readonly direction: string;
  readonly reading: string;
  readonly hint: string;
  readonly stop: string;
  readonly saving: string;
  readonly close: string;
}

/** The last thing that the card says. */
export interface OverlayEnd {
  readonly tone: 'good' | 'bad';
  readonly state: string;
  readonly more: string;
}

/** Milliseconds that the card stays with its last words, where nobody closes it. */
const STAYS: Readonly<Record<OverlayEnd['tone'], number>> = { good: 8000, bad: 60_000 };

/**
 * A small card in the page: what is going on, how far it is, and how to stop it. It takes no focus, and the page can
 * neither read it nor press its button. Gone without a trace when it is removed.
 */
export class Overlay {
  readonly #host: HTMLElement;
  readonly #state: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #hint: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #words: OverlayWords;
  #timer = 0;
  #press: () => void;

  /** @param chat the chat's title @param stop is called when the user stops it */
  constructor(document: Document, chat: string, words: OverlayWords, stop: () => void) {
    const { defaultView } = document;
    this.#words = words;
    this.#press = stop;
    this.#host = document.createElement('div');
    const root = this.#host.attachShadow({ mode: 'closed' });
    // Unlike an element with a style, it passes whatever policy the page has.
    const style = new (defaultView ?? globalThis).CSSStyleSheet();
    style.replaceSync(OVERLAY_STYLE);
    root.adoptedStyleSheets = [style];
    const card = document.createElement('section');
    card.lang = words.language;
    card.dir = words.direction;
    this.#host.dir = words.direction;
    this.#state = line(card, 'state', words.reading);
    this.#state.role = 'status';
    line(card, 'chat', chat).dir = 'auto';
    this.#progress = line(card, 'count', '');
    this.#hint = line(card, 'soft', words.hint);
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.textContent = words.stop;
    this.#button.addEventListener('click', (event) => {
      if (event.isTrusted) this.#press();
    });
    // What the page does at a click or a key anywhere is not meant here.
    for (const type of ['click', 'mousedown', 'pointerdown', 'keydown', 'keyup', 'keypress'])
      card.addEventListener(type, (event) => event.stopPropagation());
    // A press does not take the focus out of what the user is writing.
    card.addEventListener('mousedown', (event) => event.preventDefault());
    card.append(this.#button);
    root.append(card);
    document.documentElement.append(this.#host);
  }

  progress(text: string): void {
    this.#progress.textContent = text;
  }

  /** What goes on now, and what there is to know or to do. @param stop on the button */
  say(state: string, hint: string, stop: string): void {
    this.#state.textContent = state;
    this.#hint.textContent = hint;
    this.#button.textContent = stop;
  }

  /** Reading is over; what was read is being saved. */
  saving(): void {
    this.#state.textContent = this.#words.saving;
    this.#hint.textContent = '';
    this.#button.hidden = true;
  }

  /** Says how it ended, and leaves after a while. */
  end({ tone, state, more }: OverlayEnd): void {
    this.#state.dataset['tone'] = tone;
    this.#state.textContent = state;
    this.#progress.textContent = '';
    this.#hint.textContent = more;
    this.#button.textContent = this.#words.close;
    this.#button.hidden = false;
    this.#press = () => this.remove();
    this.#timer = window.setTimeout(() => this.remove(), STAYS[tone]);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#host.remove();
  }
}

function line(card: HTMLElement, name: string, text: string): HTMLElement {
  const element = card.ownerDocument.createElement('p');
  element.className = name;
  element.textContent = text;
  card.append(element);
  return element;
}
