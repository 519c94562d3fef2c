import { formatBytes, formatNumber } from '@/utils/format';
import type { OnProgress } from '@/utils/vault/progress';

/** Does `work`, and shows how far it is on one line of the terminal; where standard error is none, nothing. */
export async function shown<T>(title: string, work: (tell: OnProgress) => Promise<T>): Promise<T> {
  const { stderr } = process;
  const show = (text: string) => {
    // To the start of the line, and erase it (ECMA-48, EL).
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, Math.max(20, stderr.columns - 1))}`);
  };
  try {
    return await work(({ bytesDone, bytesTotal, filesDone, filesTotal }) =>
      show(
        `${formatBytes(bytesDone, 'en')} of ${formatBytes(bytesTotal, 'en')}, ` +
          `${formatNumber(filesDone, 'en')} of ${formatNumber(filesTotal, 'en')} files: ${title}`,
      ),
    );
  } finally {
    show('');
  }
}
