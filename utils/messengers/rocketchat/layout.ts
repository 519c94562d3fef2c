/** What is read of the document; the messages one by one. */
export function chooseInRoom([key]: readonly unknown[]): 'enter' | 'each' | 'take' | 'skip' {
  if (key === undefined) return 'enter';
  if (key === 'messages') return 'each';
  return typeof key === 'string' && /^(?:roomId|roomName|userExport|exportDate)$/.test(key) ? 'take' : 'skip';
}
