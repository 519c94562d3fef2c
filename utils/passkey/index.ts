// The ceremonies, for the one page that may run them. Whatever the vault needs is imported from its own file, so that
// nothing of WebAuthn gets into the offscreen document.
export { answerPasskey } from './answer-passkey';
export { createPasskey } from './create-passkey';
export { signalForgotten, signalRenamed } from './signals';
