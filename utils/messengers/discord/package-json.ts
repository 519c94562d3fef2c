/**
 * Packages have ids of 64 bits as numbers, which JSON.parse would round: they become strings.
 * ishnz/bulk_deletion_helper#12.
 */
export function quoteIds(text: string): string {
  return text.replace(/("ID"\s*:\s*)(\d{15,20})(?=\s*[,}])/gi, '$1"$2"');
}
