import { PERMISSIONS } from '@/components/permissions';
import { LOCK_COMMAND } from '@/utils/background/lock-command';
import config from '@/wxt.config';
import { beforeAll, describe, expect, test } from 'vitest';
import { document, tableUnder } from './documents';

// The manifest, docs/permissions.md and the table in the app say the same.

type Manifest = Record<string, unknown> & {
  permissions: string[];
  commands: Record<string, { suggested_key: Record<string, string> }>;
  content_security_policy: { extension_pages: string };
};

let manifest: Manifest;
let text: string;
let words: Record<string, { message: string }>;
beforeAll(async () => {
  const make = config.manifest as unknown as (env: { mode: string }) => Manifest;
  manifest = make({ mode: 'production' });
  text = await document('docs/permissions.md');
  words = JSON.parse(await document('public/_locales/en/messages.json')) as typeof words;
});

describe('permissions', () => {
  test('the document has those of the manifest, no more and no fewer', () => {
    expect(tableUnder(text, 'What it asks').map(([name]) => name)).toEqual(manifest.permissions);
  });

  test('the app shows what the document says', () => {
    const shown = PERMISSIONS.map(({ name, why, cannot }) => [name, words[why]?.message, words[cannot]?.message]);
    expect(tableUnder(text, 'What it asks')).toEqual(shown);
  });

  test('nothing that the document says is not asked is asked', () => {
    const listed = tableUnder(text, 'What it does not ask').flatMap(([names = '']) => names.split(', '));
    expect(listed.length).toBeGreaterThan(10);
    expect(listed.filter((name) => manifest.permissions.includes(name))).toEqual([]);
    const keys = ['host_permissions', 'optional_permissions', 'optional_host_permissions', 'content_scripts'];
    const reachable = ['web_accessible_resources', 'externally_connectable'];
    expect([...keys, ...reachable].filter((key) => key in manifest)).toEqual([]);
  });
});

test('the rest of the manifest', () => {
  const rows = tableUnder(text, 'The rest of the manifest').map(([key = '', value]) => [key, value]);
  const shown: Record<string, unknown> = {
    ...manifest,
    key: 'a public key',
    commands: Object.keys(manifest.commands).join(', '),
  };
  const actual = rows.map(([key = '']) => [key, shown[key]]);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows).toEqual(actual);
  expect(manifest['key']).toMatch(/^[A-Za-z0-9+/]{300,}=*$/);
});

test('the keys of the shortcut', () => {
  const why = tableUnder(text, 'The rest of the manifest').find(([key]) => key === 'commands')?.[2];
  const { default: keys, mac } = manifest.commands[LOCK_COMMAND]?.suggested_key ?? {};
  expect(why).toContain(`${keys}, on macOS ${mac?.replace('MacCtrl', 'Control')}`);
});

test('the content security policy', () => {
  const rows = tableUnder(text, 'Content security policy').map(([directive, value]) => `${directive} ${value}`);
  expect(rows.join('; ')).toBe(manifest.content_security_policy.extension_pages);
});
