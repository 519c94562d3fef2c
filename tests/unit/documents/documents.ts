import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The text of a document, by its path in the project. */
export async function document(path: string): Promise<string> {
  return await readFile(join(ROOT, path), 'utf8');
}

/** The paths of all documents. */
export async function documents(): Promise<string[]> {
  const [top, docs] = await Promise.all([readdir(ROOT), readdir(join(ROOT, 'docs'), { recursive: true })]);
  return [...top, ...docs.map((name) => `docs/${name}`)].filter((name) => name.endsWith('.md'));
}

/** The blocks of code in a language. */
export function codeBlocks(text: string, language: string): string[] {
  return Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, code]) => code ?? '',
  );
}

/** The rows of the table under a heading, without its head: the text of each cell, without the marks of code. */
export function tableUnder(text: string, heading: string): string[][] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const cells = (line: string) => line.split('|').slice(1, -1);
  return lines.slice(2).map((line) => cells(line).map((cell) => cell.trim().replaceAll('`', '')));
}
