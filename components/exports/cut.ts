/** Rows of a list that are shown; of more, only the number. */
export const SHOWN = 100;
