import { load } from './program.mjs';

await load('cli/doctor');
