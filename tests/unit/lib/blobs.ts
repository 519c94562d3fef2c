import { vi } from 'vitest';

/**
 * Has a Blob, or the prototype of all, fail at the next reading of it, as Chromium does it: as a stream for no reason, and whole
 * for one of this name.
 */
export function failOnce(blob: Blob, name: string): void {
  const failing = () => new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) });
  vi.spyOn(blob, 'stream').mockImplementationOnce(failing as unknown as Blob['stream']);
  vi.spyOn(blob, 'arrayBuffer').mockRejectedValueOnce(new DOMException('', name));
}
