/** Elements that a browser sets on lines of their own. */
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL'.split(
    ' ',
  ),
);

/** Elements whose text nobody reads. */
const SILENT = 'script, style, template, noscript, svg';

/**
 * The text in an element as its sender wrote it: line breaks and the ends of blocks as newlines, a blank line between
 * paragraphs, images (emoji) as their `alt`. White space counts as it stands, save between blocks. Needs no layout, and
 * no more stack for elements that lie deep.
 * @param leaveOut a selector of what in it is not the sender's: times, marks, quotes
 */
export function textOf(root: Element, leaveOut = ''): string {
  const skipped = leaveOut === '' ? SILENT : `${SILENT}, ${leaveOut}`;
  const parts: string[] = [];
  /** Newlines at the end of what is written. */
  let ended = 0;
  /** Newlines that are wanted before what is written next. */
  let wanted = 0;
  const write = (text: string): void => {
    if (text === '') return;
    if (parts.length > 0 && wanted > ended) parts.push('\n'.repeat(wanted - ended));
    wanted = 0;
    parts.push(text);
    const own = text.length - text.replace(/\n+$/, '').length;
    ended = own === text.length ? ended + own : own;
  };
  const border = (element: Element): void => {
    if (BLOCKS.has(element.tagName)) wanted = Math.max(wanted, element.tagName === 'P' ? 2 : 1);
  };
  let node: Node | null = root.firstChild;
  let at: Node = root;
  while (at !== root || node !== null) {
    if (node === null) {
      border(at as Element);
      node = at.nextSibling;
      at = at.parentNode ?? root;
      continue;
    }
    if (node instanceof Text) {
      if (!isBetweenBlocks(node)) write(node.data);
    } else if (node instanceof Element && !node.matches(skipped)) {
      border(node);
      if (node.tagName === 'BR') write('\n');
      else if (node.tagName === 'IMG') write(node.getAttribute('alt') ?? '');
      else if (node.firstChild === null) border(node);
      else {
        at = node;
        node = node.firstChild;
        continue;
      }
    }
    node = node.nextSibling;
  }
  return parts.join('').replace(/\n$/, '');
}

/** Whether a text is only the space that the source of a page has between its blocks. */
function isBetweenBlocks(text: Text): boolean {
  return /^[ \t\r\n]*$/.test(text.data) && (isBlock(text.previousSibling) || isBlock(text.nextSibling));
}

function isBlock(node: Node | null): boolean {
  return node instanceof Element && BLOCKS.has(node.tagName);
}
