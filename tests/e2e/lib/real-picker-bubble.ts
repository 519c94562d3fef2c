import type { Picture } from './desktop-picture.ts';

/** A point on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where one can click in a permission bubble. */
export interface Bubble {
  readonly refuse: Point;
  readonly allow: Point;
  /** Null in the bubble that does not offer it. */
  readonly always: Point | null;
}

/**
 * Finds the bubble in which Chromium asks for a folder. It has no window of its own, but nothing else that the browser shows
 * looks like its buttons, which are in the theme's blue and the light shade of it:
 * - "Allow this site to edit files?": Don't Allow in blue, and Allow beside it in the light shade;
 * - "… wants to view and edit files from the last time you visited this site": Allow this time, Allow on every visit and
 *   Don't allow below each other, in the light shade.
 * @returns null where the picture shows none
 */
export function findBubble(picture: Picture): Bubble | null {
  return findPair(picture) ?? findStack(picture);
}

/** Buttons side by side: at least as wide, at most as far from each other, and so many lines before their words begin. */
const PAIR = { width: 50, gap: 30, lines: 5 };

function findPair(picture: Picture): Bubble | null {
  let lines = 0;
  for (let y = 0; y < picture.height; y++) {
    const pair = pairInLine(picture, y);
    lines = pair ? lines + 1 : 0;
    if (pair && lines === PAIR.lines) return { refuse: { x: pair[0], y }, allow: { x: pair[1], y }, always: null };
  }
  return null;
}

/** The middle of each button in a line of the picture. */
function pairInLine(picture: Picture, y: number): readonly [refuse: number, allow: number] | null {
  const at = (x: number) => picture.at(x, y);
  for (const blue of runs(at, isBlue, picture.width, PAIR.width)) {
    const light = runs(at, isLightBlue, picture.width, PAIR.width).find((one) => one.start > blue.end);
    if (light && light.start - blue.end <= PAIR.gap) return [middle(blue), middle(light)];
  }
  return null;
}

/** Buttons below each other: at least and at most as high, at most as far from each other. */
const STACK = { least: 20, most: 60, gap: 20 };

function findStack(picture: Picture): Bubble | null {
  // Left of the words a column meets nothing but the buttons' colour; one in eight columns is enough to meet that part.
  for (let x = 0; x < picture.width; x += 8) {
    const buttons = runs((y) => picture.at(x, y), isLightBlue, picture.height, STACK.least).filter(
      ({ start, end }) => end - start <= STACK.most,
    );
    for (let first = 0; first + 2 < buttons.length; first++) {
      const [allow, always, refuse] = buttons.slice(first, first + 3);
      if (!allow || !always || !refuse) break;
      if (always.start - allow.end > STACK.gap || refuse.start - always.end > STACK.gap) continue;
      const point = (run: Run) => ({ x, y: middle(run) });
      return { allow: point(allow), always: point(always), refuse: point(refuse) };
    }
  }
  return null;
}

/** Neighbouring points of like colours, the end not among them. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** The runs in a line or column of `length` points, of those at least `least` long. */
function runs(at: (place: number) => number, like: (colour: number) => boolean, length: number, least: number): Run[] {
  const found: Run[] = [];
  for (let start = 0, end = 0; start < length; start = end + 1) {
    for (end = start; end < length && like(at(end));) end++;
    if (end - start >= least) found.push({ start, end });
  }
  return found;
}

function middle({ start, end }: Run): number {
  return Math.floor((start + end) / 2);
}

/** 0D50BB at rest; the pointer over it changes it a little. */
function isBlue(colour: number): boolean {
  const [red, green, blue] = parts(colour);
  return red < 70 && green < 125 && blue > 150;
}

/** D3E3FD at rest. */
function isLightBlue(colour: number): boolean {
  const [red, green, blue] = parts(colour);
  return red > 170 && red < 228 && green > red && blue > 225;
}

function parts(colour: number): [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}
