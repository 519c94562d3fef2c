/** What LINE puts around a chat's name in the first line, in its languages. What is in none of these stays as it is. */
const FRAMES: readonly RegExp[] = [
  /^Chat (?:history )?(?:with|in|mit) (.+)$/s,
  /^(.+?)との?トーク履歴$/s,
  /^(.+?)のトーク履歴$/s,
  /^[與与]\s?(.+?)\s?的(?:聊天)?(?:記錄|紀錄|记录|聊天)$/s,
  /^(.+?)\s?的聊天(?:記錄|紀錄|记录)$/s,
  /^(.+?) ?(?:님)?(?:과|와)의 (?:대화|채팅).*$/s,
  /^(?:ประวัติการสนทนา|ประวัติการแชท|ประวัติแชท|แชท)\s?(?:กับ|ใน(?:กลุ่ม)?)\s?(.+)$/s,
];

/** The mark of LINE's own files. */
export const MARK = /^\[LINE\]\s*/;

/** The name of the chat in the first line of a file, or in the file's own name. */
export function titleOf(line: string): string {
  const bare = line.replace(MARK, '').trim();
  for (const frame of FRAMES) {
    const title = frame.exec(bare)?.[1];
    if (title !== undefined) return title.replace(/^["“](.+)["”]$/s, '$1');
  }
  return bare;
}
