import { signal } from '@preact/signals';

/** Whether a vault is to be made, or one that exists to be opened; null until the user has said it. */
export const way = signal<'new' | 'existing' | null>(null);
