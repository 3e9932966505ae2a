import 'reflect-metadata';
import { start } from './start.js';
import { StartupError } from './kernel/errors/startup-error.js';

try {
  await start();
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
