/** Whether an element can be seen, and pressed: not faded out, hidden, or closed to the pointer. */
export function isShown(element: Element): boolean {
  return (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    getComputedStyle(element).pointerEvents !== 'none'
  );
}

/** Presses an element if it is there and can be seen; whether it did. */
export function press(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement) || !isShown(element)) return false;
  element.click();
  return true;
}
