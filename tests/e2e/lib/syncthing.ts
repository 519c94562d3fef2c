import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Device, FOLDER, ask, configure, makeDevice, startDevice } from './syncthing-instance.ts';
import type { ToolProcess } from './tool-process.ts';
import { type Patience, until } from './until.ts';

/**
 * The paths, in a shared folder, of what Syncthing keeps there for itself and carries nowhere: its mark, what it is
 * not to fetch, and files that are still arriving. One of these can stay behind: after a conflict, and for a day after a crash.
 */
export const SYNCTHINGS_OWN = /(?:^|\/)(?:\.stfolder(?:\/|$)|\.stignore$|\.syncthing\.[^/]*\.tmp$)/;

/** Folders that real Syncthings keep the same, each as if on a computer of its own. `device` counts from 0, in their order. */
export interface Syncthing {
  /**
   * Waits until all have what any has, on disk, but for {@link SYNCTHINGS_OWN}: what was written before the call is
   * everywhere when it returns. None may be paused.
   * @throws Error when that is not so within the time (a minute unless told), saying what is lacking
   */
  untilInSync(patience?: Patience): Promise<void>;
  /** Cuts a device off from the others, also over a restart. */
  pause(device: number): Promise<void>;
  resume(device: number): Promise<void>;
  /** Has a device fetch none of these files, by their paths in the folder, until others are named. */
  holdBack(device: number, paths: readonly string[]): Promise<void>;
  /** Ends a device's Syncthing, by default as a shutdown would, with SIGKILL as a crash, and starts it again. */
  restart(device: number, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends all. The folders stay, the `.stfolder` that Syncthing put into each as well. */
  stop(): Promise<void>;
}

/**
 * Starts one Syncthing for each folder, on 127.0.0.1 alone, that share them as one. Needs what `lacking('syncthing')` asks.
 * @param folders absolute paths of existing folders
 */
export async function startSyncthing(folders: readonly string[]): Promise<Syncthing> {
  const place = await mkdtemp(join(tmpdir(), 'passkeep-syncthing-'));
  const running: ToolProcess[] = [];
  const devices: Device[] = [];
  const stop = async () => {
    await Promise.all(running.map(async (one) => await one.end('SIGKILL')));
    await rm(place, { recursive: true, force: true });
  };
  const at = (index: number) => {
    const [device, process] = [devices[index], running[index]];
    if (!device || !process) throw new Error(`there is no device ${index}`);
    return { device, process };
  };
  try {
    for (const [index, folder] of folders.entries()) devices.push(await makeDevice(join(place, `${index}`), folder));
    for (const device of devices) {
      await configure(device, devices);
      running.push(await startDevice(device));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stop,
    untilInSync: async (patience) => await untilInSync(devices, patience),
    pause: async (index) => await setPaused(at(index).device, devices, true),
    resume: async (index) => await setPaused(at(index).device, devices, false),
    holdBack: async (index, paths) =>
      void (await ask(at(index).device, 'POST', `db/ignores?folder=${FOLDER}`, {
        ignore: paths.map((path) => `/${path}`),
      })),
    async restart(index, signal = 'SIGTERM') {
      const { device, process } = at(index);
      await process.end(signal);
      running[index] = await startDevice(device);
    },
  };
}

/** In the configuration, as what `system/pause` does is forgotten in a restart. */
async function setPaused(device: Device, devices: readonly Device[], paused: boolean): Promise<void> {
  for (const { id } of devices) if (id !== device.id) await ask(device, 'PATCH', `config/devices/${id}`, { paused });
}

async function untilInSync(devices: readonly Device[], patience: Patience = {}): Promise<void> {
  let lacking = '';
  let before = '';
  try {
    await until(
      'the folders to be in sync',
      async () => {
        // What is on disk but not noticed yet is no reason for anything to wait: look for it first.
        await Promise.all(devices.map(async (device) => await ask(device, 'POST', `db/scan?folder=${FOLDER}`)));
        const views = await Promise.all(devices.map(async (device) => await view(device, devices)));
        lacking = views.flatMap((one) => one.lacking).join('; ');
        const now = views.map((one) => one.sequence).join();
        // Twice the same: a conflict copy is put aside while a file arrives, and is a new file only in the next look.
        const same = now === before;
        before = now;
        return lacking === '' && same;
      },
      { timeout: 60_000, interval: 200, ...patience },
    );
  } catch (error) {
    throw new Error(`not in sync: ${lacking || 'still changing'}`, { cause: error });
  }
}

/** What one device lacks, by what it knows, and its count of changes. */
async function view(device: Device, devices: readonly Device[]): Promise<{ lacking: string[]; sequence: number }> {
  const own = (await ask(device, 'GET', `db/status?folder=${FOLDER}`)) as {
    state: string;
    needTotalItems: number;
    pullErrors: number;
    sequence: number;
  };
  const { connections } = (await ask(device, 'GET', 'system/connections')) as {
    connections: Readonly<Record<string, { connected: boolean }>>;
  };
  const index = devices.indexOf(device);
  const lacking: string[] = [];
  if (own.state !== 'idle') lacking.push(`device ${index} is ${own.state}`);
  if (own.needTotalItems > 0) lacking.push(`device ${index} needs ${own.needTotalItems}, failed ${own.pullErrors}`);
  for (const [other, { id }] of devices.entries()) {
    if (other === index) continue;
    if (!connections[id]?.connected) {
      lacking.push(`device ${index} is not connected to ${other}`);
      continue;
    }
    const theirs = (await ask(device, 'GET', `db/completion?folder=${FOLDER}&device=${id}`)) as {
      needItems: number;
      needDeletes: number;
    };
    const needs = theirs.needItems + theirs.needDeletes;
    if (needs > 0) lacking.push(`device ${index} knows that ${other} needs ${needs}`);
  }
  return { lacking, sequence: own.sequence };
}
