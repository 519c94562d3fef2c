/**
 * For fields of secrets: nothing is corrected, and the browser makes no suggestions while one writes, which Edge has its maker's
 * servers think out. Source: HTML, the attributes `autocorrect` and `writingsuggestions`. In this spelling Preact sets the first as
 * an attribute; as a property it is a boolean, of which any text is true.
 */
export const NO_SUGGESTIONS = { autoCorrect: 'off', writingsuggestions: 'false' };
