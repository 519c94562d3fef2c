import type { Messenger } from '@/utils/messengers/model';
import { SEED_JSON } from './seed-json';
import { SEED_PAGES } from './seed-pages';
import { SEED_TEXTS } from './seed-texts';

/** A small export that is whole, to be broken. */
export interface Seed {
  readonly name: string;
  readonly messenger: Messenger;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** How many messages are in it. */
  readonly messages: number;
}

/** One of each format. */
export const SEEDS: readonly Seed[] = [...SEED_JSON, ...SEED_PAGES, ...SEED_TEXTS];
