import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, readCsv } from '@/utils/messengers/text/csv';
import { GO_ON, memoryFile } from '../lib/read';
import { writeCsv } from '../writers/csv';

async function read(content: string | Uint8Array, block = 7): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of readCsv(memoryFile('a.csv', content, block), undefined, GO_ON)) records.push(...batch);
  return records;
}

describe('CSV', () => {
  it('keeps commas, quotes and line ends of quoted fields, and says in which line a record starts', async () => {
    expect(await read('ID,Text\r\n1,"a, ""b""\nc\r\nd"\r\n\r\n2,\r\n')).toEqual([
      { fields: ['ID', 'Text'], line: 1 },
      { fields: ['1', 'a, "b"\nc\r\nd'], line: 2 },
      { fields: ['2', ''], line: 6 },
    ]);
  });

  it('leaves out the byte order mark, and reads a last line without its end', async () => {
    expect(await read('\ufeffa,b\n1,2')).toEqual([
      { fields: ['a', 'b'], line: 1 },
      { fields: ['1', '2'], line: 2 },
    ]);
  });

  it('says what is broken, and keeps its text', async () => {
    expect(await read('"a"b,c\nd"e"\n"f')).toEqual([
      { fields: ['a"b', 'c'], line: 1, broken: 'syntax' },
      { fields: ['d"e"'], line: 2 },
      { fields: ['f'], line: 3, broken: 'cut-short' },
    ]);
  });

  it('reads what was written, whatever the fields and the blocks', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\0', '؜', '😀', ' ') });
    const records = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.constantFrom('\n' as const, '\r\n' as const),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (fields, end, quoteAll, block) => {
          const written = await read(writeCsv(fields, { end, quoteAll }), block);
          expect(written.map((record) => record.fields)).toEqual(fields);
        },
      ),
    );
  });

  it('loses no text of any file', async () => {
    const any = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', '\r\n') });
    await fc.assert(
      fc.asyncProperty(any, fc.integer({ min: 1, max: 9 }), async (content, block) => {
        const records = await read(content, block);
        const letters = records.flatMap(({ fields }) => fields).join('');
        expect(letters.replace(/[^ab]/g, '')).toBe(content.replace(/[^ab]/g, ''));
      }),
    );
  });
});
