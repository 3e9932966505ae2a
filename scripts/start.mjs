import { prepare } from './project.mjs';

prepare({ build: true });
process.setSourceMapsEnabled(true);
await import('../dist/src/main.js');
