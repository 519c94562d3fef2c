import { join } from 'node:path';
import { writeNoise, writeTelegramFolder, writeWhatsAppZip } from '../../tests/e2e/lib/exports.ts';

const MEGABYTE = 1_000_000;

/**
 * Writes exports as messengers do: a WhatsApp zip, a Telegram folder and a film, about 120 MB.
 * @returns their paths
 */
export async function writeSample(folder: string): Promise<string[]> {
  const chat = join(folder, 'WhatsApp Chat - Friends.zip');
  const group = join(folder, 'ChatExport_2025-06-01');
  const film = join(folder, 'holiday.mp4');
  const photos = [2, 3, 1, 4].map((size) => size * MEGABYTE);
  const marker = 'written by npm start';
  await writeWhatsAppZip(chat, { marker, messages: 12_000, photos });
  await writeTelegramFolder(group, { marker, messages: 12_000, photos });
  await writeNoise(film, 100 * MEGABYTE, marker);
  return [chat, group, film];
}
