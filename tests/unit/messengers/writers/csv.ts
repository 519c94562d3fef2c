/** A CSV file: fields in quotes where they need them, or all of them. */
export function writeCsv(
  records: readonly (readonly string[])[],
  { end = '\n', quoteAll = false }: { readonly end?: '\n' | '\r\n'; readonly quoteAll?: boolean } = {},
): string {
  return records
    .map((fields) => {
      const written = fields.map((field) =>
        quoteAll || /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
      );
      return `${written.join(',') || '""'}${end}`;
    })
    .join('');
}
