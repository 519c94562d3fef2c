import type { CapturePlan } from '@/utils/page/protocol';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';

/** A script of the package, and the world of the page that it runs in. */
export interface PageScript {
  readonly file: ScriptPublicPath;
  /** `MAIN`: among the page's own scripts; `ISOLATED`: beside them, unseen. */
  readonly world: 'MAIN' | 'ISOLATED';
}

/** Looks at a page for the popup. */
export const PROBE: PageScript = { file: '/probe-page.js', world: 'ISOLATED' };

/** What runs in a page for a capture, in this order. */
export const CAPTURE_SCRIPTS: Readonly<Record<CapturePlan['kind'], readonly PageScript[]>> = {
  chat: [{ file: '/capture-chat.js', world: 'ISOLATED' }],
  // The page's downloads are caught where the page's own scripts start them.
  export: [
    { file: '/capture-export.js', world: 'ISOLATED' },
    { file: '/hook-exports.js', world: 'MAIN' },
  ],
};
