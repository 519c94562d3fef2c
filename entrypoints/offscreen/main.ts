import { Keeper } from '@/utils/jobs/keeper';
import { openDatabase } from '@/utils/storage/database';
import { pushBadge } from './badge';
import { answerDownloads } from './answer-downloads';
import { answerMessages } from './answer-messages';
import { StatePorts } from './state-ports';
import { startVaultWorker } from './start-vault-worker';

const ports = new StatePorts();
const keeper = openDatabase().then((database) =>
  Keeper.start({
    database,
    startWorker: startVaultWorker,
    onState(state) {
      ports.push(state);
      pushBadge(state);
    },
  }),
);
// Listeners are there at once; what they are asked waits until the keeper has started.
ports.listen(keeper);
answerMessages(keeper);
answerDownloads(keeper);
