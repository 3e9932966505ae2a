import { endPreviousKey, rotateKey } from '../accounts/tokens/token-keys.js';
import { environment, loadConfig } from '../kernel/config.js';
import { readCommandLine } from './command-line.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run rotate-keys -- [--end-previous]
Signs tokens and links with a new key from now on, in every process of this data folder; what the one before has signed stays
good. --end-previous ends that, within ten seconds.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: { 'end-previous': { type: 'boolean', default: false } },
  });
  const { DATA_DIR: dataDir } = loadConfig(environment());
  if (!values['end-previous']) {
    await rotateKey(dataDir);
    console.log('There is a new key; end the one before once nothing that it has signed is needed');
    return;
  }
  if (!(await endPreviousKey(dataDir))) throw new UsageError('There is no key before the current one');
  console.log('The key before the current one has ended, and every token that it signed');
});
