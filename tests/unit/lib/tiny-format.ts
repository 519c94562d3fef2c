import { fromUtf8 } from '@/utils/bytes';
import type { Format } from '@/utils/messengers/format';
import type { ExportEvent } from '@/utils/messengers/model';
import { parseIso } from '@/utils/messengers/time/iso';
import type { SourceEntry } from '@/utils/vault/types';
import { entry } from './files';

/**
 * A format of the tests' own: files that end in `.tiny`, with the chat's title in the first line and `time|sender|text` in each
 * other. A title that ends in `!` is that of a chat whose dates leave nothing open. `boom` for a text is a format with a mistake in it.
 */
export const tinyFormat: Format = {
  async find(tree) {
    return tree.named(/\.tiny$/).map((file) => ({
      messenger: 'line',
      variant: 'tiny',
      path: file.path,
      files: [file],
      async *read({ answers, onBytes }, signal) {
        let text = '';
        for await (const block of file.stream(signal)) {
          onBytes?.(block.length);
          text += fromUtf8(block);
        }
        yield eventsOf(text, (title) => answers?.get(title)?.dayFirst);
      },
    }));
  },
};

function eventsOf(text: string, answer: (chat: string) => boolean | undefined): ExportEvent[] {
  const [title = '', ...lines] = text.trim().split('\n');
  const isSure = title.endsWith('!');
  const given = isSure ? undefined : answer(title);
  const dayFirst =
    given === undefined
      ? ({ value: true, by: isSure ? 'file' : 'guess' } as const)
      : ({ value: given, by: 'answer' } as const);
  const messages = lines.map((line, seq): ExportEvent => {
    const [at = '', sender = '', said = ''] = line.split('|');
    if (said === 'boom') throw new RangeError('a mistake');
    return {
      type: 'message',
      message: { chat: title, id: null, seq, time: parseIso(at), sender, kind: 'text', text: said },
    };
  });
  return [{ type: 'chat', chat: { id: title, title, kind: 'direct', dayFirst } }, ...messages];
}

/** A file of the tiny format. */
export function tiny(title: string, ...lines: string[]): SourceEntry {
  return entry(`${title}.tiny`, [title, ...lines].join('\n'));
}

/** The mark of a chat in the tiny format. */
export const tinyKey = (title: string): string => `line:${title}`;
