import { inspectionMethods } from '@/utils/jobs/inspection-methods';
import { FORMATS } from '@/utils/messengers/formats';
import { type Channel, serve } from '@/utils/rpc';

// Parsers of files from anywhere run in this worker, where no key ever is.
serve(self as unknown as Channel, inspectionMethods(FORMATS));
