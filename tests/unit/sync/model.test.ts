import type { SourceEntry } from '@/utils/vault/types';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { noise } from '../lib/bytes';
import type { Delivery } from '../lib/cloud';
import type { Device, Reach } from '../lib/device';
import { entry } from '../lib/files';
import type { Death } from '../lib/mortal';
import { expectEverything } from './truth';
import { World } from './world';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).quickHeaders(await original()),
);

/** More by `MODEL_RUNS=5000 npm test`; the seed of a failure is printed, and given again as `MODEL_SEED`. */
const numRuns = Number(process.env.MODEL_RUNS ?? 100);
const seed = process.env.MODEL_SEED === undefined ? 20261122 : Number(process.env.MODEL_SEED);

/** Printable, so that it is cut finely. */
const block = (number: number) => Buffer.from(noise(3000, number + 1)).toString('base64');
/** Few contents, so that backups have much in common. */
const content = (blocks: readonly number[]): SourceEntry[] => [
  entry('chat.txt', blocks.map(block).join('')),
  entry('last.txt', block(blocks.at(-1) as number)),
];

type Step = (world: World) => Promise<void> | void;
const device = fc.nat(2);
const pick = fc.nat(30);
/** A step of a device: its number is taken round in a world with fewer. */
const on =
  (number: number, work: (device: Device, at: number, world: World) => Promise<void> | void): Step =>
  (world) => {
    const at = number % world.devices.length;
    return work(world.devices[at] as Device, at, world);
  };
const named = (name: string, step: Step): { readonly toString: () => string; readonly step: Step } => ({
  toString: () => name,
  step,
});

const steps = [
  { weight: 5, arbitrary: fc.constant(named('exchange', (world) => world.exchange())) },
  {
    weight: 5,
    arbitrary: fc.tuple(device, fc.array(fc.nat(2), { minLength: 1, maxLength: 2 })).map(([at, blocks]) =>
      named(
        `backUp(${at}, [${blocks}])`,
        on(at, (_, real, world) => world.backUp(real, content(blocks))),
      ),
    ),
  },
  {
    weight: 7,
    arbitrary: device.map((at) =>
      named(
        `sync(${at})`,
        on(at, (_, real, world) => world.sync(real)),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: device.map((at) =>
      named(
        `check(${at})`,
        on(at, (_, real, world) => world.check(real)),
      ),
    ),
  },
  {
    weight: 6,
    arbitrary: device.map((at) =>
      named(
        `upload(${at})`,
        on(at, (_, real, world) => world.cloud.upload(real)),
      ),
    ),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(device, pick, fc.constantFrom<Delivery>('whole', 'whole', 'whole', 'half', 'copy'))
      .map(([at, which, how]) =>
        named(
          `deliver(${at}, ${which}, ${how})`,
          on(at, (_, real, world) => world.cloud.deliver(real, which, how)),
        ),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(device, pick).map(([at, which]) =>
      named(
        `remove(${at}, ${which})`,
        on(at, (_, real, world) => world.remove(real, which)),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: device.map((at) =>
      named(
        `prune(${at})`,
        on(at, (real, _, world) => world.prune(real)),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: device.map((at) =>
      named(
        `repair(${at})`,
        on(at, (real, _, world) => world.repair(real)),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(device, fc.constantFrom(-4000, -40, -1, 70, 4000)).map(([at, days]) =>
      named(
        `clock(${at}, ${days})`,
        on(at, (real) => void (real.now += days * 24 * 60 * 60 * 1000)),
      ),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(device, fc.integer({ min: 1, max: 12 }), fc.constantFrom<Death>('before', 'after'))
      .map(([at, k, death]) =>
        named(
          `kill(${at}, ${k}, ${death})`,
          on(at, ({ mortal }) => mortal.doom(k, death)),
        ),
      ),
  },
  {
    weight: 1,
    arbitrary: device.map((at) =>
      named(
        `restart(${at})`,
        on(at, (real) => real.start()),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(device, fc.constantFrom<Reach>('granted', 'denied', 'gone')).map(([at, reach]) =>
      named(
        `reach(${at}, ${reach})`,
        on(at, (real) => void (real.reach = reach)),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(device, fc.boolean()).map(([at, keeps]) =>
      named(
        `keepCopy(${at}, ${keeps})`,
        on(at, (real, _, world) => world.act(real, () => real.place.setKeepsCopy(keeps)).then(() => undefined)),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 14 }).map((days) => named(`pass(${days})`, (world) => world.pass(days))),
  },
];
/** Weeks in which a device looks at the folder now and then, removals, and what makes a device know little. */
const months = [
  {
    weight: 16,
    arbitrary: fc.tuple(device, fc.integer({ min: 3, max: 7 })).map(([at, days]) =>
      named(
        `look(${at}, every ${days})`,
        on(at, async (_, own, world) => {
          for (let passed = 0; passed < 35; passed += days) {
            await world.pass(days);
            await world.check(own);
          }
        }),
      ),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(device, pick).map(([at, which]) =>
      named(
        `remove(${at}, ${which})`,
        on(at, (_, real, world) => world.remove(real, which)),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: device.map((at) =>
      named(
        `lock(${at})`,
        on(at, (real) => void (real.vault = null)),
      ),
    ),
  },
];
const wreck = { weight: 2, arbitrary: pick.map((which) => named(`wreck(${which})`, (world) => world.wreck(which))) };

async function live(count: number, plan: readonly { readonly step: Step }[]): Promise<World> {
  const world = await World.make(count);
  for (const { step } of plan) await step(world);
  await expectEverything(world);
  return world;
}
const count = fc.integer({ min: 2, max: 3 });

test(`devices that share a folder lose nothing, and tell the truth (seed ${seed}, ${numRuns} runs)`, async () => {
  const plan = fc.array(fc.oneof(...steps), { maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(count, plan, async (devices, lived) => void (await live(devices, lived))),
    { numRuns, seed },
  );
}, 6_000_000);

test(`nothing is lost where devices delete for months what others count on (seed ${seed})`, async () => {
  const plan = fc.array(fc.oneof(...steps, ...months), { minLength: 10, maxLength: 40, size: 'max' });
  let freed = 0;
  const watch = async (devices: number, lived: Parameters<typeof live>[1]) => {
    freed += (await live(devices, lived)).freed;
  };
  await fc.assert(fc.asyncProperty(fc.constant(2), plan, watch), { numRuns: Math.ceil(numRuns / 3), seed });
  // Else it is about nothing.
  expect(freed).toBeGreaterThan(numRuns / 20);
}, 6_000_000);

test(`of what is destroyed for good, just what it touches is named (seed ${seed})`, async () => {
  const plan = fc.array(fc.oneof(...steps, wreck), { maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(count, plan, async (devices, lived) => void (await live(devices, lived))),
    { numRuns: Math.ceil(numRuns / 4), seed },
  );
}, 6_000_000);
