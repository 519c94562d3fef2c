import type { Bytes } from '@/utils/bytes';
import { EXCERPT, type Unparsed } from '../model';
import {
  type Choice,
  DEEPEST_ENTERED,
  type JsonBatch,
  type JsonMending,
  type JsonPath,
  LONGEST_PIECE,
} from './document';
import type { Begun, Entered, Goal } from './begun';
import { countBytes } from './count-bytes';
import { elementMark, lastElementComma } from './element-mark';
import { type Parsed, type Piece, PieceParser, skipBlank } from './parse-pieces';
import { type Stop, Structure, type Until } from './structure';
import { Window } from './window';

const [COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [44, 91, 93, 123, 125] as const;

/** Cuts a document that comes in blocks into pieces, and has them parsed. Memory: a block and a piece. */
export class Cutter {
  readonly #choose: (path: JsonPath) => Choice;
  readonly #parser: PieceParser;
  readonly #window = new Window();
  readonly #entered: Entered[] = [];
  #batch: JsonBatch[number][] = [];
  /** What has to come where no piece has begun: `next` is what follows a value, `end` the end of the file. */
  #awaited: 'value' | 'member' | 'next' | 'end' | 'whatever' = 'value';
  /** Of the value that is awaited or has begun; null: its key could not be read. */
  #path: JsonPath | null = [];
  /** Where what is not done with begins. */
  #at = 0;
  #line = 1;
  #begun: Begun | null = null;
  #isFinished = false;

  constructor(file: string, choose: (path: JsonPath) => Choice, mending: JsonMending) {
    this.#choose = choose;
    this.#parser = new PieceParser(file, mending);
  }

  /** What can be told after one more block. */
  push(block: Bytes): JsonBatch {
    const shift = this.#window.append(block, this.#at);
    this.#at -= shift;
    this.#begun?.structure.shift(shift);
    this.#goOnAsFarAsPossible();
    return this.#handOver();
  }

  /** What can be told at the end of the file. */
  finish(): JsonBatch {
    this.#isFinished = true;
    this.#goOnAsFarAsPossible();
    if (this.#begun) this.#finishPiece(this.#begun);
    if (this.#awaited !== 'end' && this.#awaited !== 'whatever') this.#tell('cut-short', this.#window.end);
    return this.#handOver();
  }

  #goOnAsFarAsPossible(): void {
    while (this.#begun ? this.#goOn(this.#begun) : this.#begin());
  }

  #handOver(): JsonBatch {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  /** @returns false where more bytes are needed */
  #begin(): boolean {
    const { bytes, end } = this.#window;
    if (this.#awaited === 'whatever') this.#at = end;
    else [this.#at, this.#line] = skipBlank(bytes, this.#at, end, this.#line);
    if (this.#at === end) return false;
    const byte = bytes[this.#at] as number;
    const around = this.#entered.at(-1);
    if (this.#awaited === 'end') {
      if (!this.#isFinished && end - this.#at < EXCERPT * 3) return false;
      this.#tell('syntax', end);
      this.#awaited = 'whatever';
    } else if (this.#awaited === 'next') this.#goPast(byte);
    else if (this.#awaited === 'value') this.#beginValue(byte);
    else if (isClosing(byte) && around?.count === 0) this.#leave(byte);
    else this.#beginMember(around as Entered);
    return true;
  }

  /** Past what follows a value. */
  #goPast(byte: number): void {
    if (isClosing(byte)) this.#leave(byte);
    else if (byte !== COMMA) this.#look('bad', 'comma');
    else {
      this.#at++;
      this.#awaited = 'member';
    }
  }

  #beginMember(around: Entered): void {
    const index = around.count++;
    if (around.each && index === 0) around.mark = elementMark(this.#window.bytes, this.#at);
    if (around.each) return this.#look('each', 'outer');
    this.#path = around.isArray ? [...around.path, index] : null;
    if (!around.isArray) return this.#look('key', 'colon');
    this.#awaited = 'value';
  }

  #leave(byte: number): void {
    const left = this.#entered.pop();
    if (byte !== (left?.isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) this.#tell('syntax', this.#at + 1);
    this.#at++;
    this.#awaited = this.#entered.length > 0 ? 'next' : 'end';
  }

  #beginValue(byte: number): void {
    const isArray = byte === OPEN_ARRAY;
    const until = isArray || byte === OPEN_OBJECT ? 'close' : 'comma';
    if (!this.#path) return this.#look('skip', until);
    // A value is missing: it is not asked for, and will not parse.
    if (byte === COMMA || isClosing(byte)) return this.#look('check', until);
    const choice = this.#choose(this.#path);
    const enters = (choice === 'enter' && until === 'close') || (choice === 'each' && isArray);
    if (!enters) return this.#look(choice === 'enter' ? 'check' : choice === 'each' ? 'not-an-array' : choice, until);
    if (this.#entered.length === DEEPEST_ENTERED) return this.#look('too-deep', until);
    this.#entered.push({ path: this.#path, isArray, each: choice === 'each', count: 0, mark: null });
    this.#at++;
    this.#awaited = 'member';
  }

  #look(goal: Goal, until: Until): void {
    this.#begun = { goal, until, structure: new Structure(this.#at, this.#line) };
  }

  /** @returns false where more bytes are needed */
  #goOn(begun: Begun): boolean {
    const { goal, until, structure } = begun;
    if (goal === 'each' && structure.at === this.#at && this.#takeManyAtOnce()) return false;
    const stop = structure.advance(this.#window.bytes, this.#window.end, until);
    if (stop !== 'end') {
      this.#end(begun, stop);
      return true;
    }
    if (goal === 'each' && structure.comma >= 0) {
      this.#takeEach(this.#piece(structure.comma), structure.deepest);
      [this.#at, this.#line] = [structure.comma + 1, structure.commaLine];
      // Begun anew, so that the next block can be taken at once.
      this.#look('each', 'outer');
      return this.#isFinished;
    }
    if (goal !== 'skip' && structure.at - this.#at > LONGEST_PIECE) {
      this.#tell('too-long', structure.at);
      this.#begun = { goal: 'skip', until: goal === 'each' ? 'comma' : until, structure };
    }
    if (this.#begun?.goal === 'skip') this.#moveTo(structure);
    return false;
  }

  /**
   * Elements up to the last that seems to begin in the window, without following their brackets: what was cut by a wrong
   * guess is not JSON.
   * @returns whether there were some
   */
  #takeManyAtOnce(): boolean {
    const { bytes, end } = this.#window;
    const { path, mark } = this.#entered.at(-1) as Entered;
    const comma = mark && !this.#isFinished ? lastElementComma(bytes, this.#at, end, mark) : -1;
    if (comma < 0) return false;
    const { lines, brackets } = countBytes(bytes, this.#at, comma);
    const values = this.#parser.all(this.#piece(comma), brackets);
    if (!values) return false;
    for (const value of values) this.#batch.push({ path, value });
    [this.#at, this.#line] = [comma + 1, this.#line + lines];
    this.#look('each', 'outer');
    return true;
  }

  /** A piece that ends where its structure has come to. */
  #end({ goal, structure }: Begun, stop: Stop): void {
    const piece = this.#piece(structure.at);
    this.#awaited = this.#entered.length > 0 ? 'next' : 'end';
    if (goal === 'each') this.#takeEach(piece, structure.deepest);
    else if (goal === 'bad') this.#tell('syntax', piece.end);
    else if (goal === 'too-deep') this.#tell('too-long', piece.end);
    else if (goal === 'key') this.#takeKey(piece, structure.deepest, stop);
    else if (goal !== 'skip') this.#takeOne(this.#parser.one(piece, structure.deepest), goal, piece.end);
    else if (stop === 'colon') this.#awaited = 'value';
    this.#moveTo(structure);
    if (stop === 'colon') this.#at++;
    this.#begun = null;
  }

  /** A piece that the end of the file has come into: what is whole of it counts. */
  #finishPiece(begun: Begun): void {
    const { goal, structure } = begun;
    if (!structure.isWhole) return;
    if (this.#entered.length === 0) return this.#end(begun, 'comma');
    if (goal !== 'each' && goal !== 'take') return;
    const parsed = this.#parser.one(this.#piece(structure.at), structure.deepest);
    // A number could have gone on.
    if (!('value' in parsed) || typeof parsed.value === 'number') return;
    this.#takeOne(parsed, goal, structure.at);
    this.#moveTo(structure);
  }

  #takeKey(piece: Piece, deepest: number, stop: Stop): void {
    const parsed = this.#parser.one(piece, deepest);
    const key = 'value' in parsed && stop === 'colon' ? parsed.value : null;
    if (typeof key !== 'string') this.#tell('syntax', piece.end);
    else this.#path = [...(this.#entered.at(-1) as Entered).path, key];
    if (stop === 'colon') this.#awaited = 'value';
  }

  #takeEach(piece: Piece, deepest: number): void {
    const { path } = this.#entered.at(-1) as Entered;
    for (const parsed of this.#parser.many(piece, deepest))
      this.#batch.push('value' in parsed ? { path, value: parsed.value } : parsed);
  }

  #takeOne(parsed: Parsed, goal: Goal, end: number): void {
    if (!('value' in parsed)) this.#batch.push(parsed);
    else if (goal === 'take') this.#batch.push({ path: this.#path ?? [], value: parsed.value });
    else if (goal === 'each') this.#batch.push({ path: this.#entered.at(-1)?.path ?? [], value: parsed.value });
    else if (goal === 'not-an-array' && parsed.value !== null) this.#tell('unknown', end);
  }

  #tell(reason: Unparsed['reason'], end: number): void {
    const [start, line] = skipBlank(this.#window.bytes, this.#at, end, this.#line);
    this.#batch.push({ unparsed: this.#parser.unparsed(reason, { bytes: this.#window.bytes, start, end, line }) });
  }

  #piece(end: number): Piece {
    return { bytes: this.#window.bytes, start: this.#at, end, line: this.#line };
  }

  #moveTo({ at, line }: Structure): void {
    [this.#at, this.#line] = [at, line];
  }
}

function isClosing(byte: number): boolean {
  return byte === CLOSE_ARRAY || byte === CLOSE_OBJECT;
}
