/**
 * Whether a browser shows a Blob of this type rather than saving it, where a page opens it without a link that says
 * `download`. A picture, a recording or a document that is opened is looked at, in a tab and in a frame; a text that is
 * opened in a tab may be how a page gives it to the user, in a frame it is part of the page.
 */
export function isShown(type: string, where: 'tab' | 'frame'): boolean {
  if (/^(image|video|audio)\/|^application\/pdf/i.test(type)) return true;
  return where === 'frame' && (type === '' || /^text\/(?!csv)|[/+](json|xml)\b|javascript/i.test(type));
}
