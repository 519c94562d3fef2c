/*
 * Words only tell apart what the structure of an export leaves alike: a message that was deleted, or a call, from a text
 * (Android) or from what the messenger wrote (iOS). An export in another language loses nothing by their absence but that.
 */

/** `This message was deleted` and `You deleted this message` as WhatsApp for Android and iOS say them. */
const DELETED = `
this message was deleted|you deleted this message|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|
dit bericht is verwijderd|u hebt dit bericht verwijderd|je hebt dit bericht verwijderd|ce message a été supprimé|
vous avez supprimé ce message|se eliminó este mensaje|eliminaste este mensaje|este mensaje fue eliminado|
este mensaje ha sido eliminado|has eliminado este mensaje|mensagem apagada|essa mensagem foi apagada|
você apagou esta mensagem|esta mensagem foi apagada|apagou esta mensagem|eliminou esta mensagem|
questo messaggio è stato eliminato|hai eliminato questo messaggio|данное сообщение удалено|вы удалили данное сообщение|
сообщение удалено|вы удалили это сообщение|це повідомлення було видалено|це повідомлення видалено|
ви видалили це повідомлення|ta wiadomość została usunięta|ta wiadomość została skasowana|usunięto tę wiadomość|
usunąłeś tę wiadomość|tato zpráva byla odstraněna|tato zpráva byla smazána|tuto zprávu jste odstranil/a|
tuto zprávu jste smazal/a|táto správa bola odstránená|túto správu ste odstránili|bu mesaj silindi|bu mesajı sildiniz|
pesan ini dihapus|pesan ini telah dihapus|anda menghapus pesan ini|mesej ini telah dipadam|anda telah memadam mesej ini|
tin nhắn này đã bị xóa|bạn đã xoá tin nhắn này|bạn đã xóa tin nhắn này|ข้อความนี้ถูกลบแล้ว|คุณได้ลบข้อความนี้|
このメッセージは削除されました|このメッセージを削除しました|삭제된 메시지입니다|이 메시지를 삭제했습니다|此消息已删除|
此消息已被删除|你删除了此消息|您已删除此消息|此訊息已刪除|你已刪除此訊息|您已刪除此訊息|تم حذف هذه الرسالة|
أنت حذفت هذه الرسالة|لقد حذفت هذه الرسالة|هذه الرسالة محذوفة|הודעה זו נמחקה|מחקת הודעה זו|این پیام حذف شد|
شما این پیام را حذف کردید|यह मैसेज डिलीट कर दिया गया है|यह मैसेज डिलीट कर दिया गया|आपने यह मैसेज डिलीट किया|
acest mesaj a fost șters|ai șters acest mesaj|ez az üzenet törölve lett|törölted ezt az üzenetet|
det här meddelandet raderades|du raderade det här meddelandet|denne besked blev slettet|denne besked er blevet slettet|
du slettede denne besked|denne meldingen ble slettet|du slettet denne meldingen|tämä viesti poistettiin|
tämä viesti on poistettu|poistit tämän viestin|αυτό το μήνυμα διαγράφηκε|διαγράψατε αυτό το μήνυμα|
това съобщение беше изтрито|изтрихте това съобщение|ova je poruka izbrisana|izbrisali ste ovu poruku`;

/** What deleted messages say of themselves, in parts that are enough where the messenger itself is known to speak. */
const DELETED_PARTS =
  'delet|gelösch|verwijder|supprim|elimin|apag|удал|видал|usuni|usuną|skasow|odstran|odstrán|smaz|silin|sildi|hapus|padam|' +
  'xóa|xoá|ลบข้อ|ถูกลบ|削除|삭제|删除|刪除|حذف|حذَف|נמחק|מחק|डिलीट|মুছে|șters|şters|töröl|radera|slette|poist|διαγρ|изтри|izbris|நீக்க|తొలగ|काढ';

/** Calls, in parts as above. */
const CALL_PARTS =
  'voice call|video call|missed|anruf|appel|llamada|chamada|ligação|chiamata|звон|виклик|дзвінок|oproep|hovor|połącz|' +
  'arama|panggilan|cuộc gọi|สายที่|通話|不在着信|통화|通话|来电|來電|مكالم|שיח|تماس|कॉल|apel|hívás|samtal|opkald|anrop|puhelu|κλήση|обажд|poziv';

/** How a missed call begins where nothing marks it as the messenger's words. */
const MISSED =
  /^(?:missed|verpasster|gemiste?|appel (?:vocal |vidéo )?manqué|llamada (?:de voz |de video )?perdida|videollamada perdida|chamada (?:de voz |de vídeo )?perdida|chiamata (?:vocale )?persa|videochiamata persa|пропущен|zmeškan|cevapsız|panggilan (?:suara |video )?tak terjawab)/i;

const deleted: ReadonlySet<string> = new Set(DELETED.split('|').map((phrase) => phrase.trim()));
const deletedParts = new RegExp(DELETED_PARTS);
const callParts = new RegExp(CALL_PARTS);

/** What the messenger says in the place of a message is at most so long; its longer words are notices. UTF-16 units. */
const SHORT = 70;

/** With which two letters such words begin, in any case: most texts are known by them to be none. */
const beginnings = new Uint8Array(2 ** 13);
for (const phrase of [
  ...deleted,
  ...'missed verpasst gemist appel llamada videol chamad chiam проп zmeš cevap pang'.split(' '),
])
  for (const written of [phrase, phrase.charAt(0).toUpperCase() + phrase.slice(1), phrase.toUpperCase()])
    beginnings[beginningOf(written)] = 1;

/** Where two letters have their place among {@link beginnings}, which others may share. */
function beginningOf(text: string): number {
  return (text.charCodeAt(0) * 67 + text.charCodeAt(1)) & (2 ** 13 - 1);
}

const lengths: ReadonlySet<number> = new Set([...deleted].flatMap(({ length }) => [length, length + 1]));

/**
 * What a text of one line without marks says that the messenger wrote in the place of a message; null: it need not be such a
 * text.
 * @param isMarked it is known to be the messenger's
 */
export function placeholderOf(text: string, isMarked: boolean): 'deleted' | 'call' | null {
  if (text.length > SHORT || (!isMarked && beginnings[beginningOf(text)] === 0)) return null;
  if (isMarked || lengths.has(text.length)) {
    const plain = text.toLowerCase().replace(/[.。]$/, '');
    if (deleted.has(plain)) return 'deleted';
  }
  if (!isMarked) return MISSED.test(text) ? 'call' : null;
  if (/["“«„「]/.test(text)) return null;
  const plain = text.toLowerCase();
  if (deletedParts.test(plain)) return 'deleted';
  return callParts.test(plain) ? 'call' : null;
}
