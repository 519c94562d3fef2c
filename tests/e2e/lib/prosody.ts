import { mkdir, open, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type ToolProcess, startTool } from './tool-process.ts';
import { until } from './until.ts';

/** The XMPP server Prosody on loopback, which serves Converse.js as well: one address for both. */
export interface Prosody {
  /** Host and port. */
  readonly host: string;
  /** What lies in it is served below `/`. */
  readonly web: string;
  /** Accounts, rosters and archives; to be written while the server is stopped. */
  readonly data: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Why a server with a web messenger cannot run here, as `lacking` in tools.ts: scripts/setup/{prosody,converse}.mjs fetch
 * both and say where they are.
 */
export function lackingProsody(): string {
  const missing = ['PROSODY', 'CONVERSE'].filter((name) => !process.env[name]);
  return missing.length === 0 ? '' : ` (needs ${missing.join(', ')}: npm test fetches them from Debian and npm)`;
}

/** Lays out a server in `folder`, which is made; it is not started. */
export async function makeProsody(folder: string): Promise<Prosody> {
  const [root = '', converse = ''] = [process.env['PROSODY'], process.env['CONVERSE']];
  const [data, web, logs] = ['data', 'web', 'logs'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [data, web, logs]) await mkdir(path, { recursive: true });
  await symlink(converse, join(web, 'dist'));
  const ports = { xmpp: await freePort(), web: await freePort() };
  const config = join(folder, 'prosody.cfg.lua');
  await writeFile(config, configuration(folder, root, ports));
  const program = join(folder, 'prosody.lua');
  await writeFile(program, await runnable(root, folder));
  const host = `127.0.0.1:${ports.web}`;
  let running: ToolProcess | null = null;
  return {
    host,
    web,
    data,
    async start() {
      running = await startServer(root, [program, '--config', config, '-F'], join(logs, 'output.txt'), host);
    },
    async stop() {
      await running?.end();
      running = null;
    },
  };
}

/** Prosody's own program, which looks for its parts where Debian would have installed them. */
async function runnable(root: string, folder: string): Promise<string> {
  const program = await readFile(join(root, 'usr/bin/prosody'), 'utf8');
  return program
    .replace(/^CFG_SOURCEDIR=.*$/m, `CFG_SOURCEDIR='${join(root, 'usr/lib/prosody')}';`)
    .replace(/^CFG_PLUGINDIR=.*$/m, `CFG_PLUGINDIR='${join(root, 'usr/lib/prosody/modules')}/';`)
    .replace(/^CFG_CONFIGDIR=.*$/m, `CFG_CONFIGDIR='${folder}';`)
    .replace(/^CFG_DATADIR=.*$/m, `CFG_DATADIR='${join(folder, 'data')}';`);
}

/** On loopback alone, talks to no other server, keeps passwords and archives as plain files. Settings: prosody.im/doc. */
function configuration(folder: string, root: string, ports: { xmpp: number; web: number }): string {
  return `
run_as_root = true; daemonize = false
pidfile = "${folder}/prosody.pid"; data_path = "${folder}/data"
plugin_paths = { "${root}/usr/lib/prosody/modules" }
log = { info = "${folder}/logs/prosody.txt" }
modules_enabled = { "roster", "saslauth", "disco", "carbons", "pep", "ping", "blocklist", "vcard4", "vcard_legacy", "mam", "smacks", "websocket", "http_files" }
modules_disabled = { "s2s", "s2s_auth_certs", "tls", "admin_socket", "offline" }
interfaces = { "127.0.0.1" }; c2s_ports = { ${ports.xmpp} }
http_ports = { ${ports.web} }; http_interfaces = { "127.0.0.1" }; https_ports = { }
http_default_host = "localhost"; http_paths = { files = "/" }
http_files_dir = "${folder}/web"; http_index_files = { "index.html" }
mime_types_file = "${folder}/none"
authentication = "internal_plain"; c2s_require_encryption = false; allow_unencrypted_plain_auth = true
consider_websocket_secure = true
storage = "internal"; archive_expires_after = "never"; default_archive_policy = true
max_archive_query_results = 100
VirtualHost "localhost"
`;
}

async function startServer(root: string, args: readonly string[], log: string, host: string): Promise<ToolProcess> {
  const file = await open(log, 'a');
  const server = startTool(join(root, 'usr/bin/lua5.4'), args, {
    env: await luaEnvironment(root),
    stdio: ['ignore', file.fd, file.fd],
  });
  await file.close();
  await until('Prosody', async () => {
    if (!server.running) throw new Error(`Prosody ended: ${(await readFile(log, 'utf8')).slice(-2000)}`);
    return await fetch(`http://${host}/`).then(
      async (response) => (await response.text()) !== '' && response.ok,
      () => false,
    );
  });
  return server;
}

/** Where Lua finds its modules, and both the libraries that this machine has not got. */
async function luaEnvironment(root: string): Promise<NodeJS.ProcessEnv> {
  const lib = join(root, 'usr/lib');
  const [triplet = ''] = (await readdir(lib)).filter((name) => name.includes('-linux-'));
  const share = join(root, 'usr/share/lua/5.4');
  return {
    ...process.env,
    LD_LIBRARY_PATH: `${join(lib, triplet)}:${join(root, 'lib', triplet)}`,
    LUA_CPATH_5_4: `${join(lib, triplet, 'lua/5.4')}/?.so;;`,
    LUA_PATH_5_4: `${share}/?.lua;${share}/?/init.lua;;`,
  };
}
