import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { type Answer, runInTerminal } from '../../lib/terminal';
import { ROOT } from './documents';

/** The command lines that README.txt gives for running itself. */
export const COMMANDS = readmeText()
  .split('\r\n')
  .filter((line) => line.startsWith('    python3 '))
  .map((line) => line.trim());

/** What README.txt asks first, where the words and a password are not typed. */
export const FIRST = 'Just press Enter: ';

/** The folder in somebody's home that README.txt says is written to. */
export const [, TARGET = ''] = /folder named "([^"]+)"/.exec(readmeText()) ?? [];

/** Does what the program asks of age, with the age-encryption package. */
const STAND_IN = `#!${process.execPath}
import { openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { Decrypter } from ${JSON.stringify(join(ROOT, 'node_modules', 'age-encryption', 'dist', 'index.js'))};
const args = process.argv.slice(2);
if (args[0] === '--version') {
  console.log('1.3.0');
  process.exit();
}
if (args[0] !== '--decrypt') process.exit(2);
const decrypter = new Decrypter();
if (args[1] === '-i') {
  for (const line of readFileSync(args[2] === '-' ? 0 : args[2], 'utf8').trim().split('\\n')) decrypter.addIdentity(line);
} else {
  const terminal = openSync('/dev/tty', 'r+');
  const typed = Buffer.alloc(1000);
  writeSync(terminal, 'Enter passphrase: ');
  decrypter.addPassphrase(typed.toString('utf8', 0, readSync(terminal, typed)).trim());
}
process.stdout.write(await decrypter.decrypt(readFileSync(args.at(-1))));
`;

/** A vault with its README.txt, a home that was empty, and where in it the program writes to. */
export interface Place {
  readonly vault: string;
  readonly home: string;
  readonly target: string;
}

/**
 * Where somebody follows README.txt: a folder from which nothing of this project can be reached, and an environment of
 * nothing but a home and a PATH with age (null: the stand-in) and python3.
 */
export async function makeDesk(age: string | null) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'readme-')));
  const bin = join(folder, 'bin');
  await mkdir(bin);
  // Python itself: what is on the PATH may be a script that looks for one.
  await symlink(output('python3', '-c', 'import sys; print(sys.executable)'), join(bin, 'python3'));
  if (age) await symlink(await realpath(output('sh', '-c', `command -v '${age}'`)), join(bin, 'age'));
  else {
    await writeFile(join(bin, 'age'), STAND_IN);
    await writeFile(join(bin, 'package.json'), '{"type":"module"}');
    await chmod(join(bin, 'age'), 0o755);
  }
  const environment = (home: string) => ({ PATH: bin, HOME: home, LANG: 'C.UTF-8', TERM: 'dumb' });
  return {
    folder,
    clear: async () => await rm(folder, { recursive: true, force: true }),

    /** A copy of a vault, to be opened here. */
    async place(original: string): Promise<Place> {
      const own = await mkdtemp(join(folder, 'case-'));
      const [vault, home] = [join(own, 'vault'), join(own, 'home')];
      await mkdir(home);
      await cp(original, vault, { recursive: true });
      await writeFile(join(vault, README_PATH), readmeText());
      return { vault, home, target: join(home, TARGET) };
    },

    /** Types a command line in the vault's folder, then answers what is asked. */
    async answer({ vault, home }: Place, command: string, answers: readonly Answer[]) {
      return await runInTerminal(['/bin/sh', '-c', command], answers, { cwd: vault, env: environment(home) });
    },

    /** Types a command line in the vault's folder, then the words, then which archives. */
    async follow(at: Place, command: string, words: string, which = '') {
      return await this.answer(at, command, [
        { when: FIRST, type: '\r' },
        { when: 'Enter passphrase', type: `${words}\r` },
        { when: 'Which?', type: `${which}\r` },
      ]);
    },

    /** Runs the program without a terminal, with the lines of a slot as age would have unlocked it. */
    async run({ vault, home }: Place, lines: readonly string[], option = '--identity') {
      const file = join(folder, 'lines.txt');
      await writeFile(file, `${lines.join('\n')}\n`);
      const options = { cwd: vault, env: environment(home), encoding: 'utf8', input: '' } as const;
      const ran = spawnSync(join(bin, 'python3'), [README_PATH, option, file], options);
      return { code: ran.status, out: ran.stdout, err: ran.stderr };
    },
  };
}

export type Desk = Awaited<ReturnType<typeof makeDesk>>;

/** What a program prints. */
function output(program: string, ...args: string[]): string {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout.trim();
}
