import type { FoundMessage } from '../reading/chat-events';
import type { Attachment } from '../model';

/** `[Photo]`, `[スタンプ]`: what cannot be in a text stands in brackets, as the whole of it. */
const BRACKETS = /^\[([^[\]\n]{1,40})\]$/;

/**
 * What stands in the brackets, in LINE's languages. This refines what kind of thing it is; that it is one is told by the
 * brackets alone.
 */
const KINDS: readonly (readonly [Attachment['kind'] | 'location' | 'poll' | 'none', RegExp])[] = [
  ['sticker', /^(sticker|stiker|スタンプ|貼圖|贴图|表情贴图|스티커|สติกเกอร์|สติ๊กเกอร์)s?$/i],
  ['image', /^(photo|image|foto|imagen|写真|画像|照片|圖片|图片|사진|รูป|รูปภาพ|gif)s?$/i],
  ['video', /^(video|vídeo|動画|影片|视频|視頻|동영상|วิดีโอ)s?$/i],
  ['voice', /^(voice message|audio|ボイスメッセージ|音声|語音訊息|语音信息|语音消息|음성 ?메시지|ข้อความเสียง)s?$/i],
  ['file', /^(file|datei|ファイル|檔案|文件|파일|ไฟล์)s?$/i],
  ['contact', /^(contact|kontakt|連絡先|聯絡資訊|联系人|名片|연락처|รายชื่อ|รายชื่อผู้ติดต่อ)s?$/i],
  ['location', /^(location|standort|位置情報|位置訊息|位置信息|位置|위치 ?정보|위치|ตำแหน่ง|ตำแหน่งที่ตั้ง)$/i],
  ['poll', /^(poll|投票|투표|โพล)$/i],
  ['none', /^(album|note|notes|gift|アルバム|ノート|ギフト|相簿|記事本|앨범|노트|อัลบั้ม|โน้ต)s?$/i],
];

/** A message that its sender took back, in LINE's languages; where it is told in another, it stays the messenger's own. */
const UNSENT =
  /unsent a message|送信を取り消しました|收回了?訊息|收回了?讯息|撤回了?一?[条條]?[消訊]息|메시지를 (보내기 )?취소|ยกเลิก(การส่ง)?ข้อความ|hat eine Nachricht zurück/;

/** What a text is. @param people those that were seen in the chat */
export function readBody(sender: string | null, text: string, people: ReadonlySet<string>): Body {
  if (UNSENT.test(text.slice(0, 200)) && sender === null) {
    return { kind: 'deleted', sender: nameAtStart(text, people), text: '' };
  }
  if (sender === null) return { kind: 'system', sender, text };
  if (text.startsWith('☎')) return { kind: 'call', sender, text };
  const inside = BRACKETS.exec(text)?.[1];
  if (inside === undefined) return { kind: 'text', sender, text };
  const kind = KINDS.find(([, words]) => words.test(inside))?.[0] ?? 'unknown';
  if (kind === 'location' || kind === 'poll') return { kind, sender, text: '', nativeKind: inside };
  if (kind === 'none') return { kind: 'other', sender, text: '', nativeKind: inside };
  const attachments = [{ kind, name: '', path: null, missing: 'left-out' }] as const;
  const own = kind === 'sticker' || kind === 'contact' ? kind : 'media';
  return { kind: own, sender, text: '', nativeKind: inside, attachments };
}

/** The longest name that a text begins with. */
function nameAtStart(text: string, people: ReadonlySet<string>): string | null {
  for (let length = Math.min(text.length, LONGEST_NAME); length > 0; length--)
    if (people.has(text.slice(0, length))) return text.slice(0, length);
  return null;
}

const LONGEST_NAME = 100;

type Body = Pick<FoundMessage, 'kind' | 'sender' | 'text' | 'nativeKind' | 'attachments'>;
