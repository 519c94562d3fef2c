import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A test in the browser takes its time where the machine is busy. Milliseconds. */
const PATIENCE = { testTimeout: 600_000, hookTimeout: 120_000 };
/** Tests that move hundreds of megabytes, kill browsers, or need a desktop or a disk of their own. */
const ALONE = [
  'desktop',
  'killed',
  'lock',
  'main-job',
  'page-exports',
  'real-folder*',
  'small-disk',
  'storage-troubles',
  'two-devices',
];
const alone = ALONE.map((name) => `tests/e2e/${name}.test.ts`);
/** Tests that scroll through pages, and nearly always wait for them: more of them at once cost nothing. */
const waiting = ['capture-told', 'converse', 'read-*'].map((name) => `tests/e2e/${name}.test.ts`);

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/lib/same-cases.ts'],
          // Vitest would leave a core free: on a machine of two that is half of it.
          maxWorkers: '100%',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [...alone, ...waiting],
          // Most of the time a test waits for its browser: two at once are as steady, and quicker.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-waiting',
          include: waiting,
          maxWorkers: 6,
          sequence: { groupOrder: 2 },
          ...PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-alone',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          ...PATIENCE,
        },
      },
    ],
  },
});
