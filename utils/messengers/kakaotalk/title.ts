/** What KakaoTalk puts around a chat's name in the first lines, in its languages. */
const FRAMES: readonly RegExp[] = [
  /^(.+?)\s?님과의? 카카오톡 대화$/s,
  /^(.+?)\s?카카오톡 대화$/s,
  /^KakaoTalk Chats with (.+)$/is,
  /^(.+?) with KakaoTalk Chats$/is,
  /^(.+?) (?:Kakao)?Talk Chats$/is,
  /^(.+?)(?:さん)?との(?:カカオ)?トーク$/s,
];

/** Files of KakaoTalk's, by their names: `KakaoTalk_20240311_2214_03_group`, `KakaoTalk_Chat_Family_2024-03-11-22-14-03`. */
const FILES: readonly RegExp[] = [/^KakaoTalk_Chat_(.+)_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d$/s];

/** The chat's name in one of the first lines; null where none of them has it. */
export function titleIn(lines: readonly string[]): string | null {
  for (const line of lines)
    for (const frame of FRAMES) {
      const title = frame.exec(line.trim())?.[1];
      if (title !== undefined) return title;
    }
  return null;
}

/** The chat's name in the name of its file, without its end. */
export function titleOfFile(name: string): string {
  const bare = name.replace(/\.(txt|csv)$/i, '');
  return FILES.map((file) => file.exec(bare)?.[1]).find((title) => title !== undefined) ?? bare;
}
