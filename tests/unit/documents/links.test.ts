import { access } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, document, documents, ROOT } from './documents';

const exists = (path: string) =>
  access(join(ROOT, path)).then(
    () => true,
    () => false,
  );

/** The fragments of a document's headings, as GitHub makes them. */
function fragments(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

async function brokenLinks(path: string): Promise<string[]> {
  const text = (await document(path)).replaceAll(/^```[\s\S]*?^```$/gm, '');
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  // Pictures are made from the finished interface; until the first is there, none is missed.
  const pictures = await exists('docs/images');
  const broken: string[] = [];
  for (const target of targets.filter((link) => !link.startsWith('https:'))) {
    const [file = '', fragment] = target.split('#');
    const aim = file === '' ? path : posix.normalize(posix.join(dirname(path), file));
    if (!pictures && aim.startsWith('docs/images/')) continue;
    const found = await exists(aim);
    if (!found || (fragment && !fragments(await document(aim)).includes(fragment))) broken.push(target);
  }
  return broken;
}

test('every link between the documents leads somewhere', async () => {
  const all = await documents();
  expect(all).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'CHANGELOG.md', 'docs/format.md']));
  const broken = await Promise.all(all.map(async (path) => [path, await brokenLinks(path)] as const));
  expect(broken.filter(([, links]) => links.length > 0)).toEqual([]);
});

test('every command in the README is a script of package.json', async () => {
  const { scripts } = JSON.parse(await document('package.json')) as { scripts: Record<string, string> };
  const readme = await document('README.md');
  const commands = Array.from(readme.matchAll(/\bnpm (?:run (?:-s )?)?([a-z:]+)/g), ([, name = '']) => name);
  expect(commands).toEqual(expect.arrayContaining(['start', 'test']));
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  expect(codeBlocks(readme, 'sh').length).toBeGreaterThan(0);
});

test('the parts of npm test that the README names are its stages', async () => {
  const [readme, script] = [await document('README.md'), await document('scripts/test.ts')];
  const named = /runs one part \(([^)]+)\)/.exec(readme)?.[1] ?? '';
  const parts = Array.from(named.matchAll(/`(\w+)`/g), ([, part]) => part);
  const checks = Array.from(script.matchAll(/^ {2}(\w+): \[/gm), ([, part]) => part);
  expect(checks.length).toBeGreaterThan(2);
  expect(parts).toEqual([...checks, 'format', 'unit', 'build', 'e2e']);
});

test('no document names the way to this copy of the project', async () => {
  const texts = await Promise.all((await documents()).map(document));
  expect(texts.filter((text) => text.includes(ROOT))).toEqual([]);
});
