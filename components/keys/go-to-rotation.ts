/** The element around the card with which the vault's key is changed. */
export const ROTATION_ID = 'rotation';

/** Shows that card and gives it the focus. */
export function goToRotation(): void {
  const card = document.getElementById(ROTATION_ID);
  card?.scrollIntoView({ block: 'start' });
  card?.focus();
}
