import { prepare } from './project.mjs';

/** Plays a service desk on a throw-away server: `node scripts/simulate.mjs --seed N`. */
prepare({ build: false });
await import('@swc-node/register/esm-register');
await import('../tools/simulation/main.ts');
