/**
 * JSON with the escapes that Telegram Desktop writes for control characters (`\x0B`, which JSON does not know) as JSON has
 * them. tdesktop, export/output/export_output_json.cpp, SerializeString; telegramdesktop/tdesktop#27571.
 */
export function repairEscapes(json: string): string {
  return json.replace(/\\(?:x([0-9A-Fa-f]{2})|[^])/g, (escape, digits: string | undefined) =>
    digits === undefined ? escape : `\\u00${digits}`,
  );
}
