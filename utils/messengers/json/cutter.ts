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
import { Batch } from './batch';
import type { Begun, Entered, Goal } from './begun';
import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, isClosing } from './brackets';
import { type Cut, cutAtOnce, cutByMarks } from './element-cuts';
import { elementMark, isIndented, mayEndArray } from './element-mark';
import { type Parsed, type Piece, PieceParser, skipBlank } from './parse-pieces';
import { type Stop, Structure, type Until } from './structure';
import { Window } from './window';

/** Bytes of an element above which it is looked at for brackets that are missing. */
const SUSPECT = 2 ** 20;

/** Cuts a document that comes in blocks into pieces, and has them parsed. Memory: a block and a piece. */
export class Cutter {
  readonly #choose: (path: JsonPath) => Choice;
  readonly #parser: PieceParser;
  readonly #window = new Window();
  readonly #entered: Entered[] = [];
  readonly #batch: Batch;
  /** What has to come where no piece has begun: `next` is what follows a value, `end` the end of the file. */
  #awaited: 'value' | 'member' | 'next' | 'end' | 'whatever' = 'value';
  /** Of the value that is awaited or has begun; null: its key could not be read. */
  #path: JsonPath | null = [];
  /** Where what is not done with begins. */
  #at = 0;
  #line = 1;
  #begun: Begun | null = null;
  #isFinished = false;
  /** Bytes of one element above which it may be several. */
  #suspect = SUSPECT;
  /** Whether the piece is known not to be JSON. */
  #isBroken = false;

  constructor(file: string, choose: (path: JsonPath) => Choice, mending: JsonMending) {
    this.#choose = choose;
    this.#parser = new PieceParser(file, mending);
    this.#batch = new Batch(this.#parser);
  }

  /** What can be told after one more block. */
  push(block: Bytes): JsonBatch {
    const shift = this.#window.append(block, this.#at);
    this.#at -= shift;
    this.#begun?.structure.shift(shift);
    this.#goOnAsFarAsPossible();
    return this.#batch.handOver();
  }

  /** What can be told at the end of the file. */
  finish(): JsonBatch {
    this.#isFinished = true;
    this.#goOnAsFarAsPossible();
    if (this.#begun) this.#finishPiece(this.#begun);
    if (this.#awaited !== 'end' && this.#awaited !== 'whatever') this.#tell('cut-short', this.#window.end);
    return this.#batch.handOver();
  }

  #goOnAsFarAsPossible(): void {
    while (this.#begun ? this.#goOn(this.#begun) : this.#begin());
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
    this.#suspect = SUSPECT;
    this.#isBroken = false;
    this.#begun = { goal, until, structure: new Structure(this.#at, this.#line) };
  }

  /** @returns false where more bytes are needed */
  #goOn(begun: Begun): boolean {
    const { goal, until, structure } = begun;
    const { bytes, end } = this.#window;
    const mark = goal === 'each' ? (this.#entered.at(-1)?.mark ?? null) : null;
    if (mark && structure.at === this.#at && !this.#isFinished) {
      const cut = cutAtOnce(this.#parser, this.#piece(end), mark);
      if (cut) this.#accept(cut);
      if (cut) return false;
    }
    const stop = structure.advance(bytes, end, until);
    if (stop === 'outer' && goal === 'each' && this.#isOneTooMany(structure, mark)) {
      structure.at++;
      return true;
    }
    if (stop !== 'end') {
      if (goal === 'each') this.#takeEach(structure.at, structure, mark);
      else this.#end(begun, stop);
      return true;
    }
    if (goal === 'each' && structure.comma >= 0) {
      this.#takeEach(structure.comma, structure, mark);
      return this.#isFinished;
    }
    if (isIndented(mark) && (this.#isFinished || structure.at - this.#at > this.#suspect)) {
      this.#suspect *= 2;
      const cut = cutByMarks(this.#parser, this.#piece(end), mark);
      if (cut) this.#accept(cut);
      if (cut) return true;
    }
    if (goal !== 'skip' && structure.at - this.#at > LONGEST_PIECE) {
      this.#tell('too-long', structure.at);
      this.#begun = { goal: 'skip', until: goal === 'each' ? 'comma' : until, structure };
    }
    if (this.#begun?.goal === 'skip') this.#moveTo(structure);
    return false;
  }

  /** Whether a bracket that seems to close the array only follows a broken element. */
  #isOneTooMany({ at, deepest }: Structure, mark: Uint8Array | null): boolean {
    if (mayEndArray(this.#window.bytes, at, mark)) return false;
    this.#isBroken ||= this.#parser.all(this.#piece(at), deepest) === null;
    return this.#isBroken;
  }

  /** The elements up to a comma between them, or to the end of their array. */
  #takeEach(end: number, { at, line, comma, commaLine, deepest }: Structure, mark: Uint8Array | null): void {
    const isEnd = end === at;
    const rest = { at: isEnd ? at : comma + 1, line: isEnd ? line : commaLine, isEnd };
    const piece = this.#piece(end);
    const parsed = this.#parser.many(piece, deepest, mark);
    const cut = !parsed && mark ? cutByMarks(this.#parser, this.#piece(this.#window.end), mark) : null;
    this.#accept(cut ?? { parsed: parsed ?? this.#parser.many(piece, deepest, null) ?? [], ...rest });
  }

  #accept({ parsed, at, line, isEnd }: Cut): void {
    this.#batch.add(this.#entered.at(-1)?.path ?? [], parsed);
    [this.#at, this.#line] = [at, line];
    this.#look('each', 'outer');
    if (!isEnd) return;
    this.#begun = null;
    this.#awaited = 'next';
  }

  /** A piece that ends where its structure has come to. */
  #end({ goal, structure }: Begun, stop: Stop): void {
    const piece = this.#piece(structure.at);
    this.#awaited = this.#entered.length > 0 ? 'next' : 'end';
    if (goal === 'bad') this.#tell('syntax', piece.end);
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
    const parsed = this.#parser[goal === 'each' ? 'element' : 'one'](this.#piece(structure.at), structure.deepest);
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

  #takeOne(parsed: Parsed, goal: Goal, end: number): void {
    const path = goal === 'each' ? this.#entered.at(-1)?.path : this.#path;
    if (goal === 'take' || goal === 'each' || !('value' in parsed)) this.#batch.add(path ?? [], [parsed]);
    else if (goal === 'not-an-array' && parsed.value !== null) this.#tell('unknown', end);
  }

  #tell(reason: Unparsed['reason'], end: number): void {
    this.#batch.tell(reason, this.#piece(end));
  }

  #piece(end: number): Piece {
    return { bytes: this.#window.bytes, start: this.#at, end, line: this.#line };
  }

  #moveTo({ at, line }: Structure): void {
    [this.#at, this.#line] = [at, line];
  }
}
