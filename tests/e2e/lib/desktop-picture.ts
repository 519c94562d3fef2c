import { readFile } from 'node:fs/promises';

/** What a screen shows at one moment. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The colour of a point, as 0xRRGGBB. */
  at(x: number, y: number): number;
}

/** Fields of the header: 32-bit numbers, big-endian, in X11's XWDFile.h. */
const HEADER_SIZE = 0;
const WIDTH = 4;
const HEIGHT = 5;
const BYTES_PER_LINE = 12;
const COLOURS = 19;
const COLOUR_SIZE = 12;

/**
 * Reads the screen that Xvfb keeps in a file (`-fbdir`): an XWD file of 24 bits a point, each in four bytes, blue first.
 * The file is the screen's own memory, so this asks the X server nothing.
 */
export async function readPicture(path: string): Promise<Picture> {
  const file = await readFile(path);
  const field = (index: number) => file.readUInt32BE(index * 4);
  const start = field(HEADER_SIZE) + field(COLOURS) * COLOUR_SIZE;
  const line = field(BYTES_PER_LINE);
  return {
    width: field(WIDTH),
    height: field(HEIGHT),
    at: (x, y) => file.readUIntLE(start + y * line + x * 4, 3),
  };
}
