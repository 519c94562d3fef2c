import { execFile } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { type ToolProcess, startTool } from './tool-process.ts';
import { until } from './until.ts';

/** The one folder that is shared. */
export const FOLDER = 'shared';

/** A device: who it is, and where it is reached. */
export interface Device {
  /** As Syncthing writes it: the fingerprint of its certificate. */
  readonly id: string;
  /** Its configuration, keys and index. */
  readonly home: string;
  /** The folder that it shares. */
  readonly folder: string;
  /** Ports on 127.0.0.1: for other devices, and for its REST API. */
  readonly ports: { readonly sync: number; readonly api: number };
  readonly apiKey: string;
}

/** Makes a device's keys in `home`. */
export async function makeDevice(home: string, folder: string): Promise<Device> {
  await mkdir(home, { recursive: true });
  await promisify(execFile)('syncthing', ['generate', `--home=${home}`, '--no-default-folder', '--skip-port-probing'], {
    env: environment(home),
  });
  const id = /<device id="([A-Z2-7-]{63})"/.exec(await readFile(join(home, 'config.xml'), 'utf8'))?.[1];
  if (!id) throw new Error('Syncthing made no keys');
  return {
    id,
    home,
    folder,
    ports: { sync: await freePort(), api: await freePort() },
    apiKey: crypto.randomUUID(),
  };
}

/**
 * Writes the device's configuration: it listens and calls on 127.0.0.1 alone, asks nobody where the others are, tells nobody
 * anything, and notices changes at once. Elements: "Syncthing Configuration", docs.syncthing.net/users/config.html.
 */
export async function configure(device: Device, all: readonly Device[]): Promise<void> {
  const off = [
    'globalAnnounceEnabled',
    'localAnnounceEnabled',
    'relaysEnabled',
    'natEnabled',
    'startBrowser',
    'crashReportingEnabled',
    'setLowPriority',
  ];
  const folder = `id="${FOLDER}" path="${forXml(device.folder)}" type="sendreceive" rescanIntervalS="10" fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="true"`;
  const config = `<configuration version="35">
<folder ${folder}>
${all.map(({ id }) => `<device id="${id}"/>`).join('\n')}
<minDiskFree unit="">0</minDiskFree>
<maxConflicts>-1</maxConflicts>
</folder>
${all.map(({ id, ports }) => `<device id="${id}"><address>tcp://127.0.0.1:${ports.sync}</address></device>`).join('\n')}
<gui enabled="true" tls="false"><address>127.0.0.1:${device.ports.api}</address><apikey>${device.apiKey}</apikey></gui>
<options>
<listenAddress>tcp://127.0.0.1:${device.ports.sync}</listenAddress>
${off.map((name) => `<${name}>false</${name}>`).join('\n')}
<reconnectionIntervalS>1</reconnectionIntervalS>
<urAccepted>-1</urAccepted>
<autoUpgradeIntervalH>0</autoUpgradeIntervalH>
<minHomeDiskFree unit="">0</minHomeDiskFree>
<stunKeepaliveStartS>0</stunKeepaliveStartS>
</options>
</configuration>
`;
  await writeFile(join(device.home, 'config.xml'), config);
}

/** Starts Syncthing on a device that is configured, and waits until its API answers. */
export async function startDevice(device: Device): Promise<ToolProcess> {
  const args = ['serve', `--home=${device.home}`, '--no-browser', '--no-restart'];
  const log = join(device.home, 'log.txt');
  const file = await open(log, 'a');
  const syncthing = startTool('syncthing', args, {
    env: environment(device.home),
    stdio: ['ignore', file.fd, file.fd],
  });
  await file.close();
  await until(
    'Syncthing',
    async () => {
      if (!syncthing.running) throw new Error(`Syncthing ended: ${(await readFile(log, 'utf8')).slice(-2000)}`);
      return await ask(device, 'GET', 'system/ping').catch(() => null);
    },
    { interval: 100 },
  );
  return syncthing;
}

/**
 * One request to a device's API ("REST API", docs.syncthing.net/dev/rest.html).
 * @returns the answer's JSON, or null where it has no content
 * @throws Error when it does not answer, or refuses
 */
export async function ask(
  device: Device,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  content?: object,
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${device.ports.api}/rest/${path}`, {
    method,
    headers: { 'X-API-Key': device.apiKey },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Syncthing answers ${response.status} to ${path}: ${text}`);
  return text ? (JSON.parse(text) as unknown) : null;
}

/**
 * Without a monitor, which is a process of its own and would start a killed Syncthing again; and without a proxy, through
 * which it would look for the others.
 */
function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, STMONITORED: 'yes', STNOUPGRADE: '1', ALL_PROXY: '', all_proxy: '' };
}

function forXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
