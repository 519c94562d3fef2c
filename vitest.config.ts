import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A test in the browser takes its time where the machine is busy. Milliseconds. */
const PATIENCE = { testTimeout: 600_000, hookTimeout: 120_000 };
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
          exclude: waiting,
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
    ],
  },
});
