import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Picture, readPicture } from './desktop-picture.ts';
import { startTool } from './tool-process.ts';
import { until } from './until.ts';

/** A screen of 1280 by 900 points, with a window manager, for one headed browser: `launch({ desktop })`. */
export interface Desktop {
  /** The environment of programs that are to appear on it. They all share an empty home folder. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs a program on it to its end, 10 seconds at most. @returns what it wrote @throws Error when it fails */
  run(program: string, ...args: string[]): Promise<string>;
  /** What it shows now. */
  picture(): Promise<Picture>;
  /** Ends it, and everything that shows on it loses its screen. It also ends with the test's process. */
  stop(): Promise<void>;
}

/** No blinking and no movement: what the screen shows changes only where something happens. */
const GTK_SETTINGS =
  '[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\ngtk-recent-files-enabled=false\n';

/** Starts a desktop of its own on a free display. Its programs are those of `lacking('desktop')`. */
export async function startDesktop(): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-desktop-'));
  const config = join(folder, 'config');
  await mkdir(join(config, 'gtk-3.0'), { recursive: true });
  await writeFile(join(config, 'gtk-3.0', 'settings.ini'), GTK_SETTINGS);

  // The server finds a free display, and tells its number on the fourth stream once it listens.
  const screen = ['-screen', '0', '1280x900x24', '-fbdir', folder, '-nolisten', 'tcp', '-noreset', '-displayfd', '3'];
  const server = startTool('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stopServer = async () => {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [number] = await Promise.race([
      once(server.child.stdio[3] as Readable, 'data'),
      once(server.child, 'exit').then(() => Promise.reject(new Error('Xvfb did not start'))),
    ]);
    const env = {
      ...process.env,
      DISPLAY: `:${String(number).trim()}`,
      HOME: folder,
      XDG_CONFIG_HOME: config,
      XDG_DATA_HOME: folder,
      XDG_CACHE_HOME: folder,
      // Names of files in any script, words in English.
      LC_ALL: 'C.UTF-8',
      LANGUAGE: 'en',
      // GTK's own dialog, not a portal's, as it is the first time: nothing remembered, nobody asked.
      GTK_USE_PORTAL: '0',
      GSETTINGS_BACKEND: 'memory',
      NO_AT_BRIDGE: '1',
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    };
    const run = async (program: string, ...args: string[]) =>
      (await promisify(execFile)(program, args, { env, timeout: 10_000 })).stdout;
    const windows = startTool('openbox', ['--sm-disable'], { env });
    await until('the window manager', async () =>
      (await run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')).includes('window id'),
    );
    return {
      env,
      run,
      picture: async () => await readPicture(join(folder, 'Xvfb_screen0')),
      async stop() {
        await windows.end();
        await stopServer();
      },
    };
  } catch (error) {
    await stopServer();
    throw error;
  }
}
