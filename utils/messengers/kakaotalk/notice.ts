/**
 * What KakaoTalk for Windows itself writes between messages, in Korean and English. Such a line has neither clock nor name:
 * nothing but its words tells it from the second line of the message before. (Phones write the clock: there nothing is read
 * from words.)
 */
const NOTICES: readonly RegExp[] = [
  /^.{1,100}님이 (들어왔|나갔)습니다\.?$/,
  /^.{1,100}님이 .{1,600}님(을|과|,)? ?.{0,40}초대(했|하였)습니다\.?$/,
  /^.{1,100}님을 내보냈습니다\.?$/,
  /^.{0,100}님이 (방장|부방장)이 되었습니다\.?$/,
  /^.{0,100}님(을|에게|의) .{0,60}(부방장|방장).{0,40}(했|하였|되었)습니다\.?$/,
  /^채팅방 관리자가 메시지를 가렸습니다\.?$/,
  /^.{1,100} (joined|left)( (this|the) (chat|chatroom|group|open chat))?\.$/,
  /^.{1,100} invited .{1,600}\.$/,
  /^.{1,100} (has been removed from|was kicked out of|is now the (host|manager) of) (this|the) chat(room)?\.$/,
  /^(A )?message (has been |was )?hidden by .{1,60}\.$/i,
];

const LONGEST = 800;

/** Whether a line without clock and name is the messenger's own. */
export function isNotice(line: string): boolean {
  return line.length <= LONGEST && NOTICES.some((pattern) => pattern.test(line));
}
