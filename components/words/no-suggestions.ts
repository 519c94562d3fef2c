/**
 * For fields of secrets: the browser's own suggestions while writing, which Edge has its maker's servers think out. Source: HTML,
 * the attribute `writingsuggestions`, which the types do not know yet.
 */
export const NO_SUGGESTIONS = { writingsuggestions: 'false' };
