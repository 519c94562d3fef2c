/** Files below the samples' folder that are no export, nor a part of one, and why. */
export const NO_EXPORTS: Readonly<Record<string, string>> = {
  'SOURCES.tsv': 'tells where the samples are from',
  'instagram/joweich__chat-miner/target.json': 'what another parser makes of the sample beside it',
  'telegram/joweich__chat-miner/target.json': 'what another parser makes of the samples beside it',
  'whatsapp/joweich__chat-miner/target.json': 'what another parser makes of the samples beside it',
  ...Object.fromEntries(
    ['incoming-message-with-edits', 'outgoing-message-with-edits', 'simple-chat-update-message'].map((name) => [
      `signal/signalapp__libsignal/${name}.jsonproto`,
      "what Signal's library is tested with, in a notation of its own",
    ]),
  ),
};
