import { CAPTURED_VIEW, CAPTURED_VIEW_VERSION, type CapturedHeader } from '@/utils/page/captured';
import { CLIENTS, MESSENGER_OF } from '@/utils/page/clients';
import { soundHeader } from '@/utils/page/sound-header';
import { parseObject } from '../json/parse-object';
import type { Messenger } from '../model';

/** What the first line of a captured view says. */
export interface CapturedHead {
  readonly messenger: Messenger;
  /** Of a version that came after this program: what follows may mean anything. */
  readonly isTooNew: boolean;
  /** null: too new, or something in it is not as it should be. */
  readonly header: CapturedHeader | null;
}

/** What a line says as the first of a captured view; null where it is none. */
export function capturedHead(line: string): CapturedHead | null {
  const object = parseObject(line);
  const client = CLIENTS.find((one) => one === object?.['client']);
  const version = object?.['version'];
  if (object?.['type'] !== CAPTURED_VIEW || !client || !Number.isSafeInteger(version)) return null;
  const isTooNew = (version as number) > CAPTURED_VIEW_VERSION;
  return { messenger: MESSENGER_OF[client], isTooNew, header: soundHeader(object) };
}
