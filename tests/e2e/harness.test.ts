import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings } from './lib/accessibility.ts';
import { launch } from './lib/browser.ts';
import { dropPaths, pickPaths } from './lib/drop.ts';
import { writeNoise, writeTelegramFolder, writeWhatsAppZip } from './lib/exports.ts';
import { hashFile, hashFolder, hashZip } from './lib/hashes.ts';
import { extensionUrl } from './lib/pages.ts';
import { scanProfile } from './lib/profile-scan.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-harness-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('what finds nothing in the other tests finds what is there', () => {
  it('the witness: a request, a connection ahead of time, and WebRTC, which no policy holds back', async () => {
    const session = await launch({ profile: join(folder, 'profile') });
    const page = await session.browser.newPage();
    await page.goto(extensionUrl(session, 'popup.html'));
    expect(session.network?.seen()).toEqual([]);
    await page.evaluate(() => {
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'preconnect', href: 'https://a.test' }),
      );
    });
    await expect.poll(() => session.network?.seen()).toContain('proxy: CONNECT a.test:443');
    const stun = createSocket('udp4').bind(0, '127.0.0.1');
    await once(stun, 'listening');
    const asked = once(stun, 'message');
    await page.evaluate(async (port) => {
      // oxlint-disable-next-line no-restricted-globals -- what the rule warns of is what is tried here
      const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
      connection.createDataChannel('any');
      await connection.setLocalDescription();
    }, stun.address().port);
    await asked;
    stun.close();
    const own = await session.browser.newPage();
    await own.goto('http://b.test/page').catch(() => undefined);
    await session.close();
    const seen = session.network?.seen() ?? [];
    expect(seen).toContain('proxy: GET http://b.test/page');
    expect(seen).toContain('page: GET http://b.test/page');
    expect(seen.filter((what) => what.startsWith('net log: UDP')).length).toBeGreaterThan(0);
  });

  it('the scan: a string at the seam of two reads, in either encoding', async () => {
    const place = join(folder, 'scanned-');
    const filler = Buffer.alloc((1 << 22) - 5);
    const profile = await mkdtemp(place);
    await writeFile(join(profile, 'narrow'), Buffer.concat([filler, Buffer.from('needle-ü', 'utf8')]));
    await writeFile(join(profile, 'wide'), Buffer.concat([filler, Buffer.from('needle-ü', 'utf16le')]));
    await writeFile(join(profile, 'neither'), Buffer.concat([filler, Buffer.from('needle-u')]));
    const { hits, files } = await scanProfile(profile, ['needle-ü', 'absent']);
    expect(files).toBe(3);
    expect(hits.toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual([
      { file: 'narrow', needle: 'needle-ü', encoding: 'utf8' },
      { file: 'wide', needle: 'needle-ü', encoding: 'utf16le' },
    ]);
  });

  it('the accessibility check: a picture without words', async () => {
    const session = await launch({ profile: join(folder, 'other-profile') });
    const page = await session.browser.newPage();
    await page.goto(extensionUrl(session, 'popup.html'));
    await page.evaluate(() => document.body.append(new Image()));
    expect(await accessibilityFindings(page)).toContainEqual(
      expect.stringMatching(/^image-alt \(critical\): .*; img; /),
    );
    await session.close();
  });
});

describe('files of this machine', () => {
  it('are dropped, folders too, and picked', async () => {
    const chat = join(folder, 'dropped', 'ChatExport');
    const zip = join(folder, 'dropped', 'chat.zip');
    await writeTelegramFolder(chat, { marker: '', messages: 1, photos: [10] });
    await writeWhatsAppZip(zip, { marker: '', messages: 1, photos: [] });
    const session = await launch({ profile: join(folder, 'third-profile') });
    const page = await session.browser.newPage();
    await page.goto(extensionUrl(session, 'manifest.json'));
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('input'), { type: 'file' }));
      document.addEventListener('dragover', (event) => event.preventDefault());
      document.addEventListener('drop', (event) => {
        event.preventDefault();
        const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
        document.title = entries.map((entry) => `${entry?.name} ${entry?.isDirectory}`).join();
      });
    });
    const file = await page.$('input');
    if (!file) throw new Error('the input is not there');
    await dropPaths(page, file, [chat, zip]);
    await expect.poll(() => page.title()).toBe('ChatExport true,chat.zip false');
    await pickPaths(file, [zip]);
    expect(await page.$eval('input', ({ files }) => files?.[0]?.name)).toBe('chat.zip');
    await session.close();
  });
});

describe('a sample export', () => {
  it('is the same when it is written again, and holds the marker', async () => {
    const options = { marker: 'marker of this test', messages: 50, photos: [3_000_000, 10] };
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    for (const place of [one, two]) {
      await writeWhatsAppZip(join(place, 'chat.zip'), options);
      await writeTelegramFolder(join(place, 'ChatExport'), options);
    }
    expect(await hashFolder(one)).toEqual(await hashFolder(two));
    expect(Object.keys(await hashZip(join(one, 'chat.zip')))).toHaveLength(3);
    expect((await scanProfile(one, [options.marker])).hits.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['chat.zip', join('ChatExport', 'result.json')]),
    );
    await writeNoise(join(one, 'noise'), 5_000_000, options.marker);
    await writeNoise(join(two, 'noise'), 5_000_000, options.marker, 1);
    expect(await hashFile(join(one, 'noise'))).not.toBe(await hashFile(join(two, 'noise')));
  });
});
