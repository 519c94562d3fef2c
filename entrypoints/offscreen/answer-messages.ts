import { type Result, settle } from '@/utils/errors';
import type { Keeper } from '@/utils/jobs/keeper';
import { onMessage, type ProtocolMap } from '@/utils/messages/protocol';

/** Answers every message that is for the offscreen document: failures as values, never as a rejection. */
export function answerMessages(keeper: () => Promise<Keeper>): void {
  answer('agree', (k, { version }) => k.agree(version));
  answer('setLockAfter', (k, { minutes }) => k.setLockAfter(minutes));
  answer('setLockWithSystem', (k, { on }) => k.setLockWithSystem(on));

  answer('createVault', (k, passkey) => k.enter('create', passkey));
  answer('newWords', (k) => k.call('newWords', undefined));
  answer('proveWords', (k, { words }) => k.enter('proveWords', words));
  answer('dropWords', (k) => k.call('dropWords', undefined));
  answer('abandonSetup', (k) => k.abandon());

  answer('listPasskeys', (k) => k.call('passkeys', undefined));
  answer('unlock', (k, proof) => k.enter('unlock', proof));
  answer('lock', (k) => k.lock());

  answer('listKeys', (k) => k.call('keys', undefined));
  answer('tryKey', (k, proof) => k.changeKeys('tryKey', proof));
  answer('mayChangeKeys', (k) => k.call('mayChangeKeys', undefined));
  answer('addPasskey', (k, passkey) => k.changeKeys('addPasskey', passkey));
  answer('renameKey', (k, key) => k.changeKeys('renameKey', key));
  answer('removeKey', (k, { id }) => k.changeKeys('removeKey', id));
  answer('setPassword', (k, { password }) => k.changeKeys('setPassword', password));
  answer('makeHeirs', (k, request) => k.call('makeHeirs', request));
  answer('keepHeirs', (k, { set }) => k.changeKeys('keepHeirs', set));
  answer('deleteKeyFile', (k, { file }) => k.changeKeys('deleteKeyFile', file));
  answer('rotate', (k, { proofs }) => k.changeKeys('rotate', proofs));
  answer('startReencrypt', (k) => k.jobs.startReencrypt());

  answer('dropDraft', (k, { draft }) => k.jobs.dropDraft(draft));
  answer('inspectDraft', (k, { draft, answers }) => k.jobs.inspectDraft(draft, answers));
  answer('startBackup', (k, { draft, title }) => k.jobs.startBackup(draft, title));
  answer('cancelJob', (k, { id }) => k.jobs.cancel(id));
  answer('dismissJob', (k, { id }) => k.dismiss(id));

  answer('startCapture', (k, { tab, plan }) => k.captures.start(tab, plan));
  answer('stopCapture', (k, { id }) => k.captures.stop(id));
  answer('dropCapture', (k, { id }) => k.captures.drop(id));

  answer('listArchives', (k) => k.call('archives', undefined));
  answer('listFiles', (k, page) => k.call('files', page));
  answer('listExports', (k, { archive }) => k.call('exports', archive));
  answer('startRestore', (k, { archive, paths, target }) => k.jobs.startRestore(archive, paths, target));
  answer('startDelete', (k, { archive }) => k.jobs.startDelete(archive));

  answer('startCheck', (k, { extent }) => k.upkeep.startCheck(extent));
  answer('listFindings', (k) => k.call('findings', undefined));
  answer('startRepair', (k) => k.upkeep.startRepair());
  answer('planPrune', (k) => k.call('planPrune', undefined));
  answer('startPrune', (k) => k.upkeep.startPrune());

  answer('lookAtFolder', (k, { directory }) => k.call('lookAtFolder', directory));
  answer('useFolder', (k, request) => (k.mustBeOpen(), k.folder.use(request)));
  answer('openFolder', (k, { directory }) => k.openFolder(directory));
  answer('giveUpVault', (k, { directory }) => k.call('giveUpVault', directory));
  answer('getFolder', (k) => k.call('directory', undefined));
  answer('startSync', (k) => k.folder.sync());
  answer('setKeepsCopy', (k, { keepsCopy }) => k.folder.setKeepsCopy(keepsCopy));
  answer('startLeave', (k) => k.folder.leave());
  answer('forgetFolder', (k) => k.forgetFolder());
  answer('listLost', (k) => k.call('lost', undefined));
  answer('putBack', (k) => k.folder.putBack());
  answer('forgetLost', (k) => (k.mustBeOpen(), k.call('forgetLost', undefined)));
  answer('letGoUnseen', (k, { names }) => (k.mustBeOpen(), k.call('letGoUnseen', names)));
  answer('startExport', (k) => k.jobs.startExport());
  answer('startImport', (k, { file }) => k.jobs.startImport(file));

  onMessage('ping', () => {});
  answer('getState', (k) => k.state);

  /** The messages whose answer is a {@link Result}. */
  type Fallible = {
    [K in keyof ProtocolMap]: ReturnType<ProtocolMap[K]> extends Result<unknown> ? K : never;
  }[keyof ProtocolMap];
  type Value<K extends Fallible> = Extract<ReturnType<ProtocolMap[K]>, { ok: true }>['value'];

  function answer<K extends Fallible>(
    type: K,
    work: (keeper: Keeper, data: Parameters<ProtocolMap[K]>[0]) => Value<K> | Promise<Value<K>>,
  ): void {
    onMessage(
      type,
      async ({ data }) =>
        (await settle(async () => await work(await keeper(), data as Parameters<ProtocolMap[K]>[0]))) as never,
    );
  }
}
