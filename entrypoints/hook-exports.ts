import { hookExports } from '@/utils/page/exports/hook';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Runs in the page itself (MAIN world), after `capture-export.js`, which waits for what it hands over. */
export default defineUnlistedScript(() => hookExports());
