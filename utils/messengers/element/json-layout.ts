/** What is read of the document; the events one by one. */
export function chooseInRoom([key]: readonly unknown[]): 'enter' | 'each' | 'take' | 'skip' {
  if (key === undefined) return 'enter';
  if (key === 'messages') return 'each';
  return typeof key === 'string' && /^(?:room_name|room_creator|topic|export_date|exported_by)$/.test(key)
    ? 'take'
    : 'skip';
}
