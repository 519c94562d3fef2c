import type { Attachment } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';

/** Finds the files that an export's messages name, by paths relative to it. */
export class Attachments {
  readonly #folder: string;
  readonly #find: (path: string) => ExportFile | undefined;

  /** @param folder the export's own, '' for the top */
  constructor(folder: string, find: (path: string) => ExportFile | undefined) {
    this.#folder = folder === '' ? '' : `${folder}/`;
    this.#find = find;
  }

  /** A file by what the message says of it: its path, or why it was not exported. */
  at(said: string, about: Pick<Attachment, 'kind' | 'size' | 'type'> & { readonly name?: string | null }): Attachment {
    const { name, ...rest } = about;
    const path = this.#folder + said;
    if (this.#find(path)) return { ...rest, name: name ?? nameOf(said), path };
    const missing = isSentence(said) ? whyMissing(said) : 'not-found';
    return { ...rest, name: name ?? (missing === 'not-found' ? nameOf(said) : ''), path: null, missing };
  }

  /** A file by a page's link to it; the page is in the folder. */
  linked(href: string, about: Pick<Attachment, 'kind'> & { readonly name?: string }): Attachment {
    // The program writes paths as they are; whoever saves a page from a browser gets them escaped.
    const paths = [href, unescaped(href)].map((link) => resolve(this.#folder + link));
    const path = paths.find((one) => this.#find(one)) ?? null;
    const name = about.name ?? nameOf(href);
    return { ...about, name, path, ...(path === null && { missing: 'not-found' }) };
  }
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** A path without `.` and `..`. */
function resolve(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  return parts.join('/');
}

/** Where a file was left out, a sentence in brackets stands in the place of its path, at times after a name. */
function isSentence(said: string): boolean {
  return said.startsWith('(') || (said.endsWith(')') && said.includes(' ('));
}

/**
 * Why a file was left out, by the sentence that says so: it is English whatever the program's language. tdesktop,
 * export/output/export_output_json.cpp (pushPath) and export_output_html.cpp (NoFileDescription).
 */
export function whyMissing(sentence: string): NonNullable<Attachment['missing']> {
  if (/exceeds maximum size/i.test(sentence)) return 'too-large';
  return /unavailable/i.test(sentence) ? 'expired' : 'left-out';
}
