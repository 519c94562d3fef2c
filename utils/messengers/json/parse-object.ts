import { asObject, type JsonObject } from './shape';

/** A line's JSON object; null for what is none. */
export function parseObject(line: string): JsonObject | null {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return null;
  }
}
