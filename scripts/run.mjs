// What `npm start`, `npm test` and the other npm scripts run. Plain JavaScript for Node 18: it gets what the project
// needs (packages, a newer Node, Chromium), then hands over to the script or tool under that Node.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findAge } from './setup/age.mjs';
import { findBrowser } from './setup/browser.mjs';
import { findConverse } from './setup/converse.mjs';
import { findNode } from './setup/node.mjs';
import { installPackages } from './setup/packages.mjs';
import { fetchPeers } from './setup/peers.mjs';
import { findProsody } from './setup/prosody.mjs';
import { SetupError } from './setup/quiet.mjs';
import { installTools, missingTools } from './setup/tools.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} file a script or a tool's entry @param {string[]} args @param {NodeJS.ProcessEnv} env */
function handOver(file, args, env) {
  const child = spawn(env.PASSKEEP_NODE, [file, ...args], { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

const [command = '', ...args] = process.argv.slice(2);
try {
  const { node, npm } = findNode(root);
  installPackages(root, npm);
  // npm tells scripts where it was called; without npm, that is here.
  const env = {
    INIT_CWD: process.cwd(),
    ...process.env,
    PASSKEEP_NODE: node,
    PATH: `${dirname(node)}:${process.env.PATH ?? ''}`,
  };
  if (command === 'tool') {
    handOver(join(root, 'node_modules', '.bin', args[0] ?? ''), args.slice(1), env);
  } else {
    const endToEnd = command === 'test' && (args.length === 0 || args.includes('e2e'));
    if (endToEnd || ['start', 'bench', 'torture'].includes(command))
      env.CHROMIUM = findBrowser(endToEnd ? missingTools() : []);
    if (command === 'bench' && args.includes('--peers')) fetchPeers(root);
    if (endToEnd) {
      installTools();
      env.PROSODY = findProsody(root);
      env.CONVERSE = findConverse(root, npm);
    }
    const needsAge = command === 'test' && (args.length === 0 || args.includes('unit') || args.includes('e2e'));
    if (needsAge) env.AGE = findAge(root);
    handOver(join(root, 'scripts', `${command}.ts`), args, env);
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
