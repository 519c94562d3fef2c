/**
 * Puts a proxy in the place of a function of the page, so that its name, its length, its properties and what it says of
 * itself ("[native code]") stay as they were.
 * @param calls what happens instead of a call; must do what `original` does and return or throw what it returns or throws
 * @returns puts the property back as it was. Where the page has put its own in front meanwhile, that stays, and the proxy
 *   behind it does nothing any more but call the original
 */
export function patch(
  holder: object,
  name: string,
  calls: (original: () => unknown, parameters: readonly unknown[]) => unknown,
): () => void {
  const before = Reflect.getOwnPropertyDescriptor(holder, name);
  if (typeof before?.value !== 'function' || !before.configurable) return () => {};
  let active = true;
  const apply = Reflect.apply;
  const patched: unknown = new Proxy(before.value, {
    apply(target, self, parameters) {
      const original = () => apply(target, self, parameters) as unknown;
      return active ? calls(original, parameters) : original();
    },
  });
  Reflect.defineProperty(holder, name, { ...before, value: patched });
  return () => {
    active = false;
    if (Reflect.getOwnPropertyDescriptor(holder, name)?.value === patched) Reflect.defineProperty(holder, name, before);
  };
}
