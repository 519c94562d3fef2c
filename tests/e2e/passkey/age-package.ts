import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';

/** What {@link giveAge} puts into the page, as its `age`. */
export type Age = typeof import('age-encryption');

/** Gives a page the age-encryption package, whole and unchanged. Its address and what it may load do not matter. */
export async function giveAge(page: Page): Promise<void> {
  await page.evaluate(await bundled());
}

let bundle: Promise<string> | undefined;

/** The package as one script that sets `age`. */
function bundled(): Promise<string> {
  bundle ??= build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: createRequire(import.meta.url).resolve('age-encryption'), formats: ['iife'], name: 'age' },
    },
  }).then((built) => {
    const [output] = Array.isArray(built) ? built : [built];
    if (!output || !('output' in output)) throw new Error('nothing was built');
    return `${output.output[0].code}\nglobalThis.age = age;`;
  });
  return bundle;
}
