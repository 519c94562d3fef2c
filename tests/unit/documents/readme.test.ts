import { spawnSync } from 'node:child_process';
import { readmeText } from '@/utils/vault/readme';
import { describe, expect, test } from 'vitest';
import { havePython } from '../../lib/terminal';
import { document } from './documents';

const lines = readmeText().split('\r\n');

describe('the text of README.txt', () => {
  test('is ASCII, in lines that end with CR LF', () => {
    expect(readmeText()).toMatch(/^[\n\r -~]+$/);
    expect(readmeText().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('is a remark of at most 78 columns, and then a program', () => {
    const end = lines.indexOf('"""', 1);
    expect(lines[0]).toBe('"""');
    expect(end).toBeGreaterThan(40);
    expect(lines.slice(1, end).filter((line) => line.length > 78 || line.includes('\\'))).toEqual([]);
    expect(lines[end + 2]).toMatch(/^import /);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  test('calls what the app calls by the same name', async () => {
    const words = JSON.parse(await document('public/_locales/en/messages.json')) as Record<string, { message: string }>;
    const [, quoted = ''] = /Choose "([^"]+)"/.exec(readmeText()) ?? [];
    expect(Object.values(words).map(({ message }) => message)).toContain(quoted);
  });

  test.skipIf(!havePython)('has nothing that Python 3.8 does not know, and nothing outside of its library', () => {
    const check = [
      'import ast, sys',
      'tree = ast.parse(sys.stdin.read(), feature_version=(3, 8))',
      'names = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]',
      'print(len(names), [name for name in names if name not in sys.stdlib_module_names])',
    ].join('\n');
    const ran = spawnSync('python3', ['-W', 'error', '-c', check], { input: readmeText(), encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toMatch(/^1\d \[\]\n$/);
  });
});
