import { describe, expect, test } from 'vitest';
import { FileTree } from '@/utils/messengers/source/file-tree';
import { NearbyFiles } from '@/utils/messengers/whatsapp/nearby-files';
import { memoryFile } from '../lib/read';

const files = [
  'a/chat.txt',
  'a/1.jpg',
  'b/chat.txt',
  'b/1.jpg',
  'b/2.jpg',
  'media/1.jpg',
  'media/3.jpg',
  'a/é.jpg',
].map((path) => memoryFile(path, ''));
const [ann, , bob] = files;
const chats = [ann, bob].filter((file) => file !== undefined);
const nearby = new NearbyFiles(new FileTree(files), chats);

describe('files around chats', () => {
  test.each([
    ['1.jpg', 'a/1.jpg'],
    ['2.jpg', undefined],
    ['3.jpg', 'media/3.jpg'],
    ['e\u0301.jpg', 'a/é.jpg'],
    ['chat.txt', undefined],
  ])('%s is the one beside the chat, else one where no chat is: %s', (name, path) => {
    expect(chats[0] && nearby.finderFor(chats[0])(name)?.path).toBe(path);
  });

  test('a chat has the folder that it alone is in', () => {
    expect(chats.map((chat) => nearby.placeOf(chat))).toEqual(['a', 'b']);
    expect(new NearbyFiles(new FileTree(chats), chats).placeOf(memoryFile('a/chat.txt', ''))).toBe('a/chat.txt');
  });
});
