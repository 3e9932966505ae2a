import { prepare } from './project.mjs';

/** Sends generated requests to a throw-away server: `node scripts/fuzz.mjs --requests N --seed N`. */
prepare({ build: false });
await import('@swc-node/register/esm-register');
await import('../test/fuzz/main.ts');
