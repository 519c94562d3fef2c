import { probe } from '@/utils/page/probe';
import { READERS } from '@/utils/page/readers';
import type { PageLook } from '@/utils/page/look';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Tells the popup what page it is over: its answer is all that it does. */
export default defineUnlistedScript((): PageLook | null =>
  probe({ document, url: new URL(location.href), now: Date.now() }, READERS),
);
