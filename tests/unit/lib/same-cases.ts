import { configureGlobal } from 'fast-check';

// Generated cases are the same in every run, so that what fails is what was changed. Others come by `FC_SEED=n npm test`.
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261122) });
