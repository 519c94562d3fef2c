import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { ROOT } from './fake-browser';

/** A source file of the interface, and the configuration that names the extension. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Attributes that a user reads or hears. */
const SPOKEN = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'aria-valuetext']);

/** Every file that may use a word. */
export function interfaceSources(): Source[] {
  const inFolders = ['components', 'entrypoints', 'utils'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...inFolders, 'wxt.config.ts']
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The words that `text` gives to `t` and `count` as literals. */
export function wordsCalled(text: string): { name: string; counted: boolean }[] {
  return [...text.matchAll(/\b(t|count)\(\s*(?:[^'()]*\?\s*)?'(\w+)'(?:\s*:\s*'(\w+)')?/g)].flatMap(
    ([, called, first = '', second]) =>
      [first, ...(second === undefined ? [] : [second])].map((name) => ({ name, counted: called === 'count' })),
  );
}

/** The literal text with letters in it that the elements of a TSX source show or speak. */
export function visibleText(path: string, text: string): string[] {
  const found: string[] = [];
  visit(parseSync(path, text).program, false, (literal) => {
    if (/\p{L}/u.test(literal)) found.push(literal.trim());
  });
  return found;
}

type Node = Record<string, unknown> & { readonly type: string };

/** `shown`: whether a literal here would be seen. Calls are not followed: their arguments are not what is shown. */
function visit(node: unknown, shown: boolean, onText: (literal: string) => void): void {
  if (Array.isArray(node)) return node.forEach((one) => visit(one, shown, onText));
  if (!isNode(node)) return;
  if (node.type === 'JSXText') return onText(String(node['value']));
  if (node.type === 'JSXAttribute') {
    const { name } = node['name'] as { name: string };
    return visit(node['value'], SPOKEN.has(name), onText);
  }
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    visit(node['openingElement'], false, onText);
    return visit(node['children'], true, onText);
  }
  if (shown && node.type === 'Literal' && typeof node['value'] === 'string') return onText(node['value']);
  if (shown && node.type === 'TemplateElement') return onText(String((node['value'] as { cooked: string }).cooked));
  const below = shown && !/Call|Function|Member|Binary/.test(node.type);
  for (const value of Object.values(node)) visit(value, below, onText);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
