/** The classes of an element. */
export function classesOf(attributes: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(attributes.class?.split(/\s+/));
}
