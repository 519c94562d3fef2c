/** Version of the text that the user agrees to in consent-step.tsx. A change of its meaning counts it up. */
export const CONSENT_VERSION = 2;
