import { readMethods } from '@/utils/jobs/read-methods';
import { type Channel, serve } from '@/utils/rpc';

// Started by the vault's worker, and ended when it is idle, or with that.
serve(self as unknown as Channel, readMethods);
