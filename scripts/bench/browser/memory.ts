import { readdir, readFile } from 'node:fs/promises';

const KB = 1024;
/** Between two looks. Milliseconds. */
const INTERVAL = 50;

/** Watches the memory of processes; what it was at most, in bytes, is told at the end. */
export interface MemoryWatch {
  /** What the processes have for themselves, and share with the browser to pass data; not the browser's program. */
  peak(): number;
  stop(): void;
}

/**
 * Watches the renderer processes of extensions that descend from a browser's process: the one in which the offscreen
 * document, its workers and the app's tab live. Linux.
 */
export async function watchMemory(browser: number): Promise<MemoryWatch> {
  const processes = await extensionProcesses(browser);
  if (processes.length === 0) throw new Error('the extension has no process');
  let peak = 0;
  const look = async () => {
    const sizes = await Promise.all(processes.map(memoryOf));
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  };
  await look();
  const timer = setInterval(() => void look(), INTERVAL);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

async function extensionProcesses(browser: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(all.map(async (id) => [id, await numberIn(id, 'PPid')] as const)));
  const descends = (id: number): boolean => id === browser || (id > 1 && descends(parents.get(id) ?? 0));
  const found: number[] = [];
  for (const id of all) {
    const command = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
    if (command.includes('--extension-process') && descends(id)) found.push(id);
  }
  return found;
}

async function memoryOf(id: number): Promise<number> {
  return ((await numberIn(id, 'RssAnon')) + (await numberIn(id, 'RssShmem'))) * KB;
}

/** A line of what the system says of a process; 0 for one that is gone. */
async function numberIn(id: number, name: string): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'latin1').catch(() => '');
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}
