import { fileName } from '@/utils/page/exports/file-name';
import { describe, expect, it } from 'vitest';

const blob = (type = '') => new Blob(['x'], { type });
const disposed = (disposition: string, attribute: string | null = null) =>
  fileName({ attribute, disposition, blob: blob(), address: 'https://chat.example/download/a%20b?c' });

describe('the name of a download', () => {
  it.each([
    ['attachment; filename="from the server.zip"', 'from the server.zip'],
    ['attachment; filename=plain.zip; size=3', 'plain.zip'],
    ['attachment; filename="say \\"hi\\".txt"', 'say "hi".txt'],
    ['attachment; filename="plain.zip"; filename*=UTF-8\'\'%D7%A9%D7%9C%D7%95%D7%9D.zip', 'שלום.zip'],
    ["attachment; filename*=utf-8'he'%D7%A9.zip", 'ש.zip'],
    ["attachment; filename*=UTF-8''%FF; filename=plain.zip", 'plain.zip'],
    ['attachment', 'a b'],
    ['', 'a b'],
  ])('as the answer has it: %s', (disposition, name) => expect(disposed(disposition)).toBe(name));

  it("is the answer's before the link's, and the link's before the address's", () => {
    expect(disposed('attachment; filename=answer.zip', 'link.zip')).toBe('answer.zip');
    expect(disposed('attachment', 'link.zip')).toBe('link.zip');
  });

  it('is the own one of a file, or made of the type', () => {
    expect(fileName({ attribute: '', blob: new File([], 'own.json') })).toBe('own.json');
    expect(fileName({ attribute: null, blob: blob('application/json; charset=utf-8') })).toBe('download.json');
    expect(fileName({ attribute: null, blob: blob('application/x-own') })).toBe('download');
  });

  it('gets the extension of its type where it has none', () => {
    expect(fileName({ attribute: 'Chat with Ada', blob: blob('application/zip') })).toBe('Chat with Ada.zip');
    expect(fileName({ attribute: 'chat.html', blob: blob('text/plain') })).toBe('chat.html');
  });
});
