import { type Bytes, equalBytes } from '@/utils/bytes';
import type { PrfPair } from './prf';

const OUTPUT_BYTES = 32;

/**
 * The two outputs of the `prf` extension, moved out of the client extension results: what lay there is overwritten.
 * They come as an ArrayBuffer, as any view, or as an array of numbers (1Password).
 *
 * @param extensions - what `getClientExtensionResults()` gave; from outside, so of any shape.
 * @returns null when there are not two outputs of 32 bytes that differ and are not all zeros.
 */
export function takePrfResults(extensions: unknown): PrfPair | null {
  const results = property(property(extensions, 'prf'), 'results');
  const first = takeBytes(property(results, 'first'));
  const second = takeBytes(property(results, 'second'));
  if (first && second && !isZero(first) && !isZero(second) && !equalBytes(first, second)) return { first, second };
  first?.fill(0);
  second?.fill(0);
  return null;
}

/** Whether the extension says, as it does at registration, that the new passkey has a PRF. */
export function isPrfEnabled(extensions: unknown): boolean {
  return property(property(extensions, 'prf'), 'enabled') === true;
}

/** Overwrites both outputs. */
export function wipe(pair: PrfPair | null): void {
  pair?.first.fill(0);
  pair?.second.fill(0);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function takeBytes(value: unknown): Bytes | null {
  const view = toView(value);
  if (view === null) return null;
  const taken = view.length === OUTPUT_BYTES ? Uint8Array.from(view) : null;
  view.fill(0);
  return taken;
}

function toView(value: unknown): Uint8Array | number[] | null {
  if (isArrayBuffer(value)) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return Array.isArray(value) && value.every(isByte) ? value : null;
}

/** Also one that came from another window, which `instanceof` would not know. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}

function isZero(bytes: Bytes): boolean {
  return bytes.every((byte) => byte === 0);
}
