/**
 * What KakaoTalk for Windows itself writes between messages, in Korean and English. Such a line has neither clock nor name:
 * nothing but its words tells it from the second line of the message before. (Phones write the clock: there nothing is read
 * from words.)
 */
const NOTICES: readonly RegExp[] = [
  /^.{1,100}님이 (들어왔|나갔)습니다\.?$/,
  /^.{1,100}님을 내보냈습니다\.?$/,
  /^.{0,100}님이 (방장|부방장)이 되었습니다\.?$/,
  /^채팅방 관리자가 메시지를 가렸습니다\.?$/,
  /^.{1,100} (joined|left)( (this|the) (chat|chatroom|group|open chat))?\.$/,
  /^.{1,100} (has been removed from|was kicked out of|is now the (host|manager) of) (this|the) chat(room)?\.$/,
  /^(A )?message (has been |was )?hidden by .{1,60}\.$/i,
];

/** Two names, or more, and what is done with them. */
const OF_MANY: readonly { readonly between: string; readonly end: RegExp }[] = [
  { between: '님이 ', end: /초대(했|하였)습니다\.?$/ },
  { between: '님을 ', end: /방장(에서 해제|으로 임명)?(했|하였|되었)습니다\.?$/ },
  { between: ' invited ', end: /\.$/ },
];

const LONGEST = 800;

/** Whether a line without clock and name is the messenger's own. */
export function isNotice(line: string): boolean {
  if (line.length > LONGEST) return false;
  if (NOTICES.some((pattern) => pattern.test(line))) return true;
  return OF_MANY.some(({ between, end }) => {
    const at = line.indexOf(between);
    return at > 0 && at <= 100 && end.test(line);
  });
}
