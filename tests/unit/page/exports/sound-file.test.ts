import { soundFromHook, soundName } from '@/utils/page/exports/sound-file';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a name as a page gives it', () => {
  it.each([
    ['chat.zip', 'chat.zip'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\chats\\all.zip', 'C:_chats_all.zip'],
    ['  a\u0000b\nc.txt ', 'a_b_c.txt'],
    ['..', ''],
    ['', ''],
    ['\ud800.txt', '\ufffd.txt'],
  ])('%j', (given, name) => expect(soundName(given)).toBe(name));

  it('is short, keeps its end, and is one name', () => {
    expect(soundName(`${'a'.repeat(5000)}.tar.gz`)).toMatch(/^a{180}…a+\.tar\.gz$/);
    assert(
      property(string({ unit: 'binary', maxLength: 500 }), (given) => {
        const name = soundName(given);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[/\\\p{Cc}]/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a message of the hook', () => {
  const blob = new Blob(['x']);

  it('is made anew of what is sound in it', () => {
    expect(soundFromHook({ type: 'file', name: 'a/b', blob, more: 1 })).toEqual({ type: 'file', name: 'a_b', blob });
    expect(soundFromHook({ type: 'coming', some: true, count: 3 })).toEqual({ type: 'coming', some: true });
    const address = 'blob:https://chat.example/1';
    expect(soundFromHook({ type: 'address', name: '', address })).toEqual({ type: 'address', name: '', address });
  });

  it.each([
    null,
    undefined,
    'file',
    [],
    { type: 'file', name: 'a' },
    { type: 'file', name: 'a', blob: { size: 3, type: '' } },
    { type: 'file', name: ['a'], blob },
    { type: 'coming', some: 1 },
    { type: 'address', name: 'a', address: 'https://chat.example/' },
    { type: 'address', name: 'a', address: 'about:blob:' },
    { type: 'end', name: 'a', blob },
    { type: 'saved' },
  ])('%j is none', (message) => expect(soundFromHook(message)).toBeNull());
});
