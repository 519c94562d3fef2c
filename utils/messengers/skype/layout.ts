/** What of a conversation is taken whole, beside its messages. */
const CONVERSATION = /^(?:id|displayName|threadProperties)$/;

/** What is read of the document: `[key]`, `['conversations', index, key]`. */
export function chooseInExport(path: readonly (string | number)[]): 'enter' | 'each' | 'take' | 'skip' {
  const [top, , key] = path;
  if (path.length === 0) return 'enter';
  if (path.length === 1)
    return top === 'conversations' ? 'enter' : /^(?:userId|exportDate)$/.test(String(top)) ? 'take' : 'skip';
  if (path.length === 2) return 'enter';
  if (key === 'MessageList') return 'each';
  return CONVERSATION.test(String(key)) ? 'take' : 'skip';
}
