import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Reads the open conversation of a messenger's page; started there by the popup. */
export default defineUnlistedScript(() => {});
