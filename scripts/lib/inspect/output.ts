import { once } from 'node:events';

/** Text that is written as one piece. UTF-16 units. */
const TOGETHER = 2 ** 16;

/** Writes lines to standard output, no faster than they are read there. */
export class Output {
  #waiting: string[] = [];
  #length = 0;

  async line(text: string): Promise<void> {
    this.#waiting.push(text, '\n');
    this.#length += text.length;
    if (this.#length > TOGETHER) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#waiting.join('');
    [this.#waiting, this.#length] = [[], 0];
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  }
}
