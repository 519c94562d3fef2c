import { guessTitle } from '@/utils/capture/title';
import { shownName } from '@/utils/shown-name';
import { expect, test } from 'vitest';

test.each([
  [[], ''],
  [['WhatsApp Chat with Family.zip'], 'WhatsApp Chat with Family'],
  [['WhatsApp Chat with Family (3).zip'], 'WhatsApp Chat with Family'],
  [['export.tar.gz'], 'export'],
  [['ChatExport_2024-05-01'], 'ChatExport 2024-05-01'],
  [['ChatExport_2024-05-01', 'ChatExport_2024-06-02'], 'ChatExport 2024'],
  [['IMG-1.jpg', 'video.mp4'], 'IMG-1.jpg'],
  [['.zip'], '.zip'],
  [['💬'.repeat(100)], '💬'.repeat(80)],
])('%j is called %s', (names, title) => expect(guessTitle(names)).toBe(title));

test('hidden characters of a name are shown', () => {
  expect(shownName('line\nbreak\u202egpj.exe')).toBe('line\ufffdbreak\ufffdgpj.exe');
  expect(shownName('الصورة 👩‍👧 é.jpg')).toBe('الصورة 👩‍👧 é.jpg');
});
