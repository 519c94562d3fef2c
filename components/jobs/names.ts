import { signal } from '@preact/signals';

/** Titles of the jobs that this page has started, by job. The state itself holds no title. */
export const jobNames = signal<ReadonlyMap<string, string>>(new Map());

/** Remembers what the job works on, for as long as the page is open. */
export function nameJob(id: string, title: string): void {
  jobNames.value = new Map(jobNames.value).set(id, title);
}
