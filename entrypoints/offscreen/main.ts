import { Keeper } from '@/utils/jobs/keeper';
import { kept } from '@/utils/kept';
import { openDatabase } from '@/utils/storage/database';
import { answerDownloads } from './answer-downloads';
import { answerDrafts } from './answer-drafts';
import { answerMessages } from './answer-messages';
import { pushBadge } from './badge';
import { CapturePorts } from './capture-ports';
import { startInspectWorker } from './start-inspect-worker';
import { startVaultWorker } from './start-vault-worker';
import { StatePorts } from './state-ports';

const ports = new StatePorts();
const capturePorts = new CapturePorts();
/** The keeper, started when first asked for, and anew where the browser did not give its storage. */
const keeper = kept(start);

async function start(): Promise<Keeper> {
  const opened = await Keeper.start({
    database: await openDatabase(),
    startWorker: startVaultWorker,
    startInspector: startInspectWorker,
    onState(state) {
      ports.push(state);
      pushBadge(state);
    },
  });
  capturePorts.open(opened.captures);
  return opened;
}

ports.listen(keeper);
capturePorts.listen();
answerMessages(keeper);
answerDownloads(keeper);
answerDrafts(keeper);
navigator.serviceWorker.startMessages();
