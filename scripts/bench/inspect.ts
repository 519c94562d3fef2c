import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTelegram, makeWhatsApp } from './inspect/make-exports.ts';
import { type Measured, type Way, measure } from './inspect/measure.ts';
import { median, missingRow, type Row, rowOf } from './rows.ts';

const MB = 2 ** 20;
const ROUNDS = 5;
/** What memory may grow by from the small file to the large one. MB. */
const FLAT = 100;

/** How fast exports are understood, and in what memory. */
export async function inspectSuite(tell: (line: string) => void, signal: AbortSignal): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-bench-'));
  try {
    return [...(await whatsAppRows(folder, tell, signal)), ...(await telegramRows(folder, tell, signal))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function whatsAppRows(folder: string, tell: (line: string) => void, signal: AbortSignal): Promise<Row[]> {
  const file = join(folder, 'WhatsApp Chat with Ann.txt');
  const messages = await makeWhatsApp(file, 128 * MB, signal);
  const about = {
    name: 'WhatsApp text, 128 MB',
    unit: 'MB/s',
    peer: 'whatsapp-chat-parser',
    bar: 3,
    limit: 'least',
  } as const;
  const ran = await inTurn(
    [
      { way: 'ours', file },
      { way: 'whatsapp-chat-parser', file },
    ],
    tell,
    signal,
  );
  if (ran === null) return [missingRow(about, 'whatsapp-chat-parser is not installed')];
  const [ours, theirs] = ran as [Measured, Measured];
  for (const one of [ours, theirs]) expectMessages(one, messages);
  return [rowOf(about, await rateOf(file, ours), await rateOf(file, theirs))];
}

async function telegramRows(folder: string, tell: (line: string) => void, signal: AbortSignal): Promise<Row[]> {
  const [small, large] = [join(folder, 'small.json'), join(folder, 'large.json')];
  const [few, many] = [await makeTelegram(small, 150 * MB, signal), await makeTelegram(large, 1500 * MB, signal)];
  const ran = await inTurn(
    [
      { way: 'ours', file: small },
      { way: 'JSON.parse', file: small },
      { way: 'ours', file: large },
    ],
    tell,
    signal,
  );
  const [ours, theirs, oursLarge] = ran as [Measured, Measured, Measured];
  for (const [one, messages] of [
    [ours, few],
    [theirs, few],
    [oursLarge, many],
  ] as const)
    expectMessages(one, messages);
  const rate = { unit: 'MB/s', peer: 'JSON.parse, 150 MB', bar: 0.5, limit: 'least' } as const;
  const [parsed, memory] = [await rateOf(small, theirs), ours.peak / MB];
  return [
    rowOf({ ...rate, name: 'Telegram JSON, 150 MB' }, await rateOf(small, ours), parsed),
    rowOf({ ...rate, name: 'Telegram JSON, 1.5 GB' }, await rateOf(large, oursLarge), parsed),
    rowOf(
      {
        name: `Peak memory, Telegram JSON of 1.5 GB (bar: ${FLAT} MB more)`,
        unit: 'MB',
        peer: 'the same at 150 MB',
        bar: (memory + FLAT) / memory,
        limit: 'most',
      },
      oursLarge.peak / MB,
      memory,
    ),
  ];
}

/** Measures each, in turn, and again; the medians. @returns null where one of the ways is not here. */
async function inTurn(
  ways: readonly { readonly way: Way; readonly file: string }[],
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Measured[] | null> {
  const rounds: Measured[][] = ways.map(() => []);
  for (let round = 1; round <= ROUNDS; round++)
    for (const [index, { way, file }] of ways.entries()) {
      const measured = await measure(way, file, signal);
      if (!measured) return null;
      const speed = `${measured.seconds.toFixed(2)} s, ${Math.round(measured.peak / MB)} MB of memory`;
      tell(`Round ${round} of ${ROUNDS}: ${file.slice(file.lastIndexOf('/') + 1)}, ${way}: ${speed}`);
      rounds[index]?.push(measured);
    }
  return rounds.map((all) => ({
    seconds: median(all.map(({ seconds }) => seconds)),
    peak: median(all.map(({ peak }) => peak)),
    messages: all[0]?.messages ?? 0,
  }));
}

/** What is fast and wrong is not compared. */
function expectMessages({ messages }: Measured, written: number): void {
  if (messages !== written) throw new Error(`${messages} messages were found of ${written}`);
}

async function rateOf(file: string, { seconds }: Measured): Promise<number> {
  return (await stat(file)).size / MB / seconds;
}
