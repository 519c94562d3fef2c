import { gatherReactions } from '../reading/gather-reactions';
import type { Attachment, Entity, Reaction } from '../model';

/** A file that a page shows, or leads to. */
export interface BlockFile {
  readonly uri: string;
  readonly kind?: Attachment['kind'];
}

/** What a block of a page shows, the blocks in it included. */
export interface Block {
  readonly classes: string;
  text: string;
  readonly entities: Entity[];
  readonly files: BlockFile[];
  readonly reactions: Reaction[];
}

export function emptyBlock(classes: string): Block {
  return { classes, text: '', entities: [], files: [], reactions: [] };
}

/** Adds a file. The address of a picture is there twice: where a click on it leads, and what is shown. */
export function addFile(files: BlockFile[], file: BlockFile): void {
  if (files.at(-1)?.uri === file.uri) files.pop();
  files.push(file);
}

/** One block of several: those with a text on lines of their own. */
export function joined(classes: string, blocks: readonly Block[]): Block {
  const [only] = blocks;
  if (only && blocks.length === 1) return { ...only, classes };
  const whole = emptyBlock(classes);
  const texts: string[] = [];
  let length = 0;
  for (const { text, entities, files, reactions } of blocks) {
    if (text.trim() !== '') {
      const start = texts.length === 0 ? 0 : length + 1;
      for (const entity of entities) whole.entities.push({ ...entity, start: start + entity.start });
      texts.push(text);
      length = start + text.length;
    }
    for (const file of files) addFile(whole.files, file);
    for (const reaction of reactions) whole.reactions.push(reaction);
  }
  whole.text = texts.join('\n');
  return whole;
}

const graphemes = new Intl.Segmenter();
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;

/**
 * The reactions that a list shows, an emoji and a name in each entry (Instagram: and a time, in brackets); null: it is
 * another list.
 */
export function reactionsOf(entries: readonly Block[]): readonly Reaction[] | null {
  const reactions: { emoji: string; by: string }[] = [];
  for (const { text } of entries) {
    const entry = text.trim();
    const [first] = graphemes.segment(entry.slice(0, 64));
    if (!first || !EMOJI.test(first.segment)) return null;
    const name = entry.slice(first.segment.length).trim();
    const at = name.endsWith(')') ? name.lastIndexOf(' (') : -1;
    reactions.push({ emoji: first.segment, by: at > 0 && /\d/.test(name.slice(at)) ? name.slice(0, at) : name });
  }
  return reactions.length > 0 ? gatherReactions(reactions) : null;
}
