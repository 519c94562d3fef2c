import { GREETING } from './channel';
import { fileName } from './file-name';
import { soundFromHook, soundName } from './sound-file';

/** What is told of the page's downloads. */
export interface Receiver {
  file(name: string, blob: Blob): void;
  /** Whether files are on their way. */
  coming(some: boolean): void;
  /** The page let the user download something that it had made before, and that cannot be read any more. */
  missed(): void;
}

/**
 * Waits, beside the page, for the hook among its scripts, and for what that hands over. Must be called before the hook is
 * there.
 * @returns ends it, and with it the hook
 */
export function receiveExports(receiver: Receiver): () => void {
  const incoming = new Incoming(receiver);
  let port: MessagePort | null = null;
  const onGreeting = (event: Event) => {
    if (!(event instanceof MessageEvent) || event.ports.length !== 1) return;
    window.removeEventListener(GREETING, onGreeting);
    port = event.ports[0] ?? null;
    port?.addEventListener('message', ({ data }) => incoming.take(data));
    port?.start();
  };
  window.addEventListener(GREETING, onGreeting);
  return () => {
    window.removeEventListener(GREETING, onGreeting);
    port?.postMessage('stop');
    port?.close();
  };
}

class Incoming {
  readonly #receiver: Receiver;
  #atHook = false;
  #here = 0;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  take(data: unknown): void {
    const message = soundFromHook(data);
    if (!message) return;
    if (message.type === 'file') return this.#receiver.file(message.name, message.blob);
    if (message.type === 'address') void this.#fetch(message.address, message.name);
    if (message.type === 'coming') this.#atHook = message.some;
    this.#tell();
  }

  /** Reads from `blob:` or `data:`, which reaches no network; the page's own policy does not hold here. */
  async #fetch(address: string, name: string): Promise<void> {
    this.#here++;
    try {
      const response = await fetch(address);
      const blob = await response.blob();
      this.#receiver.file(soundName(fileName({ attribute: name, blob })), blob);
    } catch {
      this.#receiver.missed();
    }
    this.#here--;
    this.#tell();
  }

  #tell(): void {
    this.#receiver.coming(this.#atHook || this.#here > 0);
  }
}
