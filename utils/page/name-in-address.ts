/** The name of a file in its address: what stands behind the last slash; '' for an address that has no names. */
export function nameInAddress(address: string): string {
  if (!/^https?:/.test(address)) return '';
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
