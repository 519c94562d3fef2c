import { type PageBelow, askPage } from '@/utils/capture/ask-page';
import { signal } from '@preact/signals';

/** Milliseconds that the popup waits for the page, so that nothing moves in it. */
const PATIENCE = 300;

/** The page that the popup is over; null before it has answered. */
export const pageBelow = signal<PageBelow | null>(null);

/** Whether the page has answered, or takes so long that the popup does not wait for it. */
export const pageAwaited = signal(false);

/** Whether the page answered late: what there is to say of it goes below the rest, which stays where it is. */
export const pageLate = signal(false);

/** Asks the page, once. */
export async function lookBelow(): Promise<void> {
  const timer = setTimeout(() => (pageAwaited.value = pageLate.value = true), PATIENCE);
  pageBelow.value = await askPage();
  clearTimeout(timer);
  pageAwaited.value = true;
}
