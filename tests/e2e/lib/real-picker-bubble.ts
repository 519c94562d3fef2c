import type { Picture } from './desktop-picture.ts';

/** A point on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the two buttons of a permission bubble are. */
export interface BubbleButtons {
  readonly refuse: Point;
  readonly allow: Point;
}

/** A button is at least this wide, and the two are at most this far from each other. */
const LEAST_WIDTH = 50;
const LARGEST_GAP = 30;
/** How far from a button's upper edge its words are, at least: lines of its colour alone. */
const LINES = 5;

/**
 * Finds the bubble that Chromium shows for "Allow this site to edit files?": it has no window of its own, but no page and no
 * other part of the browser has its two buttons, Don't Allow in the theme's blue and Allow in the light shade of it, side by
 * side.
 * @returns null where the picture shows none
 */
export function findBubble(picture: Picture): BubbleButtons | null {
  let lines = 0;
  for (let y = 0; y < picture.height; y++) {
    const pair = buttonsInLine(picture, y);
    lines = pair ? lines + 1 : 0;
    if (pair && lines === LINES) return { refuse: { x: pair[0], y }, allow: { x: pair[1], y } };
  }
  return null;
}

/** The middle of each button in a line of the picture. */
function buttonsInLine(picture: Picture, y: number): readonly [refuse: number, allow: number] | null {
  for (let x = 0; x < picture.width; x++) {
    const blue = run(picture, isBlue, x, y);
    if (blue < LEAST_WIDTH) {
      x += blue;
      continue;
    }
    for (let gap = 1; gap <= LARGEST_GAP; gap++) {
      const light = run(picture, isLightBlue, x + blue + gap, y);
      if (light >= LEAST_WIDTH) return [x + blue / 2, x + blue + gap + light / 2].map(Math.round) as [number, number];
    }
    x += blue;
  }
  return null;
}

/** How many points in a row, from x on, have such a colour. */
function run(picture: Picture, like: (colour: number) => boolean, x: number, y: number): number {
  let end = x;
  while (end < picture.width && like(picture.at(end, y))) end++;
  return end - x;
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
