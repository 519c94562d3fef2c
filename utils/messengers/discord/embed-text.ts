import { asArray, asObject, asString } from '../json/shape';

/** The words of a box that a message shows (title, description, fields), each on a line of its own; '' for none. */
export function embedText(value: unknown): string {
  const embed = asObject(value);
  const fields = asArray(embed?.['fields']).flatMap((field) => [asObject(field)?.['name'], asObject(field)?.['value']]);
  return [asObject(embed?.['author'])?.['name'], embed?.['title'], embed?.['description'], ...fields]
    .flatMap((part) => asString(part) || [])
    .join('\n');
}
