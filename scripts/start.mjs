import module from 'node:module';
import { prepare, sayProgress } from './project.mjs';

prepare({ build: true, web: 'pages' });
process.setSourceMapsEnabled(true);
sayProgress('Loading the program and starting its database ...');
// Since Node 22: what was compiled once is kept.
module.enableCompileCache?.();
await import('../dist/src/main.js');
