import type { FoundMessage } from '../reading/chat-events';
import type { Attachment } from '../model';
import { kindByName } from '../reading/attachment-kind';

/** What KakaoTalk writes in place of what no text can hold, in Korean, English and Japanese. It refines the kind alone. */
const PLACEHOLDERS: readonly (readonly [Attachment['kind'], RegExp])[] = [
  ['image', /^(사진( \d+장)?|photos?( \d+)?|写真)$/i],
  ['video', /^(동영상|videos?|動画)$/i],
  ['sticker', /^(이모티콘|\(?emoticons?\)?|スタンプ|絵文字)$/i],
  ['voice', /^(음성 ?메시지|voice (note|message)|ボイスメッセージ)$/i],
  ['contact', /^(연락처|contact)( ?: .{1,100})?$/i],
];

/** `파일: plan.pdf` */
const NAMED_FILE = /^(?:파일|file|ファイル) ?: (.{1,255})$/i;

/** Android puts the name of a file in place of what it sent: letters and digits of a hash. */
const HASHED_FILE = /^[0-9a-f]{40,64}\.[a-z0-9]{2,5}$/i;

const DELETED =
  /^(삭제된 메시지입니다|메시지가 삭제되었습니다|this message was deleted|the message has been deleted|message (was )?deleted|削除されたメッセージです)\.?$/i;
const CALL =
  /^(보이스톡|페이스톡|그룹콜|라이브톡|voice call|video call|face talk|voice talk|live talk|group call)( ?해요| ?종료| ?취소| ?부재중| ?없음| ended| missed| cancell?ed| no answer)?( \d+:\d\d(:\d\d)?)?$/i;
const LOCATION = /^(지도|위치|location|map) ?: /i;

/** What a text is. @param pathOf where a file of this name lies beside the text */
export function readBody(
  text: string,
  pathOf: (name: string) => string | null,
): Pick<FoundMessage, 'kind' | 'text' | 'attachments'> {
  if (text.length > 300 || text.includes('\n')) return { kind: 'text', text };
  if (DELETED.test(text)) return { kind: 'deleted', text: '' };
  if (CALL.test(text)) return { kind: 'call', text };
  if (LOCATION.test(text)) return { kind: 'location', text };
  const placeholder = PLACEHOLDERS.find(([, words]) => words.test(text))?.[0];
  if (placeholder !== undefined) {
    const own = placeholder === 'sticker' || placeholder === 'contact' ? placeholder : 'media';
    return { kind: own, text: '', attachments: [{ kind: placeholder, name: '', path: null, missing: 'left-out' }] };
  }
  const path = pathOf(text);
  const isHashed = HASHED_FILE.test(text);
  const name = path !== null || isHashed ? text : NAMED_FILE.exec(text)?.[1];
  if (name === undefined) return { kind: 'text', text };
  const found = path ?? pathOf(name);
  const missing = found === null && ({ missing: isHashed ? 'not-found' : 'left-out' } as const);
  return { kind: 'media', text: '', attachments: [{ kind: kindByName(name), name, path: found, ...missing }] };
}

/** Whether it is one of the lines that stand without a name: then it is a message that was taken back. */
export function isDeleted(line: string): boolean {
  return line.length < 100 && DELETED.test(line);
}
