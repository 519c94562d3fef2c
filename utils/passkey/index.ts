// The ceremonies, for the one page that may run them.
export { answerPasskey } from './answer-passkey';
export { createPasskey, type NewPasskeyOptions } from './create-passkey';
export { signalForgotten } from './forget-passkey';
// What a passkey leaves in the vault, for whoever keeps it.
export { decodeIdentityLine, encodeIdentityLine, type PasskeyName } from './identity-line';
export { stanzaNonce, unwrapFileKey, wrapFileKey } from './slot';
export type { NewPasskey, PasskeyAnswer, PasskeyHint, WrapKey } from './types';
