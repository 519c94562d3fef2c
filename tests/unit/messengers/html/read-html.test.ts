import { readHtml } from '@/utils/messengers/html/read-html';
import { expect, test } from 'vitest';
import { GO_ON, memoryFile } from '../lib/read';

/** What a page is told as, and the line that was reached. */
async function read(html: string | Uint8Array, block = 3) {
  const told: string[] = [];
  const add = (kind: string, what: string): void => {
    const last = told.at(-1);
    if (kind === '' && last?.startsWith('"')) told[told.length - 1] = JSON.stringify(`${JSON.parse(last)}${what}`);
    else told.push(kind === '' ? JSON.stringify(what) : `${kind}${what}`);
  };
  let bytes = 0;
  let line = 0;
  const handler = {
    open: (tag: string, attributes: Readonly<Record<string, string>>) =>
      add(
        '+',
        tag +
          Object.values(attributes)
            .map((value) => ` ${value}`)
            .join(''),
      ),
    text: (text: string) => add('', text),
    close: (tag: string, isImplied: boolean) => add(isImplied ? '~' : '-', tag),
  };
  for await (line of readHtml(memoryFile('a.html', html, block), handler, (more) => (bytes += more), GO_ON));
  return { told, line, bytes };
}

test('elements, attributes and text come in order, references resolved, however the page is cut', async () => {
  const html = '<DIV CLASS="a &amp; b" title=x>1 &lt; 2 &#x1F600;<br/>\n<b>é😀</div>é';
  const told = ['+div a & b x', '"1 < 2 😀"', '+br', '~br', '"\\n"', '+b', '"é😀"', '~b', '-div', '"é"'];
  for (const block of [1, 2, 3, 1000]) {
    const all = await read(html, block);
    expect(all).toEqual({ told, line: 2, bytes: new TextEncoder().encode(html).length });
  }
});

test('a mark at the beginning is no text, and bytes that are no UTF-8 are U+FFFD', async () => {
  expect((await read('\uFEFF<p>a</p>')).told).toEqual(['+p', '"a"', '-p']);
  expect((await read(Uint8Array.from([0xff, 0x61]))).told).toEqual(['"\ufffda"']);
});

test('attributes are named as the page likes, and harm nothing', async () => {
  expect((await read('<p __proto__="a" constructor="b">')).told[0]).toBe('+p b');
  expect(Object.prototype).not.toHaveProperty('a');
});

test('elements without end, and one that is never closed, take no more memory than a piece of them', async () => {
  const deep = await read('<i>'.repeat(200_000), 2 ** 16);
  expect(deep.told.filter((one) => one === '+i')).toHaveLength(200_000);
  expect(deep.told.filter((one) => one === '~i')).toHaveLength(200_000);
  const long = await read(`<p title="${'x'.repeat(2 ** 24 + 2 ** 17)}"><b>`, 2 ** 20);
  expect(long.told.filter((one) => one.startsWith('+'))).toEqual(['+b']);
});
