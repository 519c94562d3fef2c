import { FailureNotice } from '@/components/failure-notice';
import { number } from '@/components/figures';
import { count, t } from '@/utils/words';
import { type Signal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { FileRow } from './file-row';
import { filterFiles } from './filter-files';
import type { Listing } from './listing';

/** Rows of one page. */
const ROWS = 100;

/** The files of an archive: to find by typing, to select, a page at a time. */
export function FileList({
  listing,
  selected,
}: {
  listing: Listing;
  selected: Signal<ReadonlySet<string>>;
}): JSX.Element {
  const query = useSignal('');
  const page = useSignal(0);
  const found = useComputed(() => filterFiles(listing.files.value, query.value));
  const pages = Math.max(1, Math.ceil(found.value.length / ROWS));
  const shown = found.value.slice(page.value * ROWS, (page.value + 1) * ROWS);
  const select = (path: string, on: boolean): void => {
    const next = new Set(selected.value);
    if (on) next.add(path);
    else next.delete(path);
    selected.value = next;
  };
  return (
    <section class="stack" aria-label={t('filesHeading')}>
      <div class="row">
        <h2>{t('filesHeading')}</h2>
        <input
          id="filter-files"
          type="search"
          autocomplete="off"
          aria-label={t('filterFiles')}
          placeholder={t('filterFiles')}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
            page.value = 0;
          }}
        />
      </div>
      <FailureNotice failure={listing.failure.value}>
        <button type="button" onClick={() => void listing.read()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      <output class="soft">
        {listing.complete ? count('filesFound', found.value.length) : count('filesReading', listing.files.value.length)}
        {selected.value.size > 0 && ` ${count('filesSelected', selected.value.size)}`}
      </output>
      <ul id="file-list" class="card file-list">
        {shown.map((file) => (
          <FileRow key={file.path} file={file} selected={selected.value.has(file.path)} onSelect={select} />
        ))}
        {shown.length === 0 && <li class="soft">{t(listing.complete ? 'noFileFound' : 'readingFiles')}</li>}
      </ul>
      <div class="buttons">
        <button class="quiet" id="select-found" type="button" onClick={() => (selected.value = pathsOf(found.value))}>
          {t(query.value === '' ? 'selectAll' : 'selectFound')}
        </button>
        {selected.value.size > 0 && (
          <button class="quiet" id="select-none" type="button" onClick={() => (selected.value = new Set())}>
            {t('selectNone')}
          </button>
        )}
        {pages > 1 && <Pager page={page} pages={pages} />}
      </div>
    </section>
  );
}

function Pager({ page, pages }: { page: Signal<number>; pages: number }): JSX.Element {
  return (
    <span class="pager">
      <button
        class="quiet"
        id="page-before"
        type="button"
        disabled={page.value === 0}
        onClick={() => (page.value -= 1)}
      >
        {t('pageBefore')}
      </button>
      <span class="soft">{t('pageOf', number(page.value + 1), number(pages))}</span>
      <button
        class="quiet"
        id="page-after"
        type="button"
        disabled={page.value >= pages - 1}
        onClick={() => (page.value += 1)}
      >
        {t('pageAfter')}
      </button>
    </span>
  );
}

function pathsOf(files: readonly { readonly path: string }[]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => path));
}
