import { countBytes } from '@/utils/messengers/json/count-bytes';
import { expect, test } from 'vitest';

const text = '{\n[{]}\n\u{1f600}[[{ \n;K\n';

test('line feeds and brackets are counted in any part of any memory, however short', () => {
  const content = new TextEncoder().encode(text);
  for (let offset = 0; offset < 4; offset++) {
    const bytes = new Uint8Array(new ArrayBuffer(content.length + offset), offset);
    bytes.set(content);
    for (let start = 0; start <= bytes.length; start++)
      for (let end = start; end <= bytes.length; end++) {
        const part = [...bytes.subarray(start, end)];
        const lines = part.filter((byte) => byte === 0x0a).length;
        const brackets = part.filter((byte) => byte === 0x5b || byte === 0x7b).length;
        expect(countBytes(bytes, start, end)).toEqual({ lines, brackets });
      }
  }
});
