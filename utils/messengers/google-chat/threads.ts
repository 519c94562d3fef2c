/** Topics that are remembered; a reply to an older one is no longer known as such. */
const MOST_TOPICS = 10_000;

/** Knows by which message each topic of a chat began. */
export class Threads {
  readonly #roots = new Map<string, string>();

  /** The message that began a topic; null for that message itself. */
  rootOf(topic: string, message: string): string | null {
    const root = this.#roots.get(topic);
    if (root !== undefined) return root;
    if (this.#roots.size >= MOST_TOPICS) this.#roots.delete(this.#roots.keys().next().value as string);
    this.#roots.set(topic, message);
    return null;
  }
}
