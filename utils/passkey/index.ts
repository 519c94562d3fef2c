// The ceremonies, for the one page that may run them. Everything else is imported from its own file.
export { answerPasskey } from './answer-passkey';
export { createPasskey, type NewPasskeyOptions } from './create-passkey';
export { signalForgotten } from './forget-passkey';
