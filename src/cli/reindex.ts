import { Reindexing } from '../doctor/reindex.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Relearning } from '../ai-sessions/observations/relearning.service.js';
import { SearchIndex } from '../search/search-index.service.js';
import { WordIndex } from '../search/word-index.service.js';
import { readCommandLine } from './command-line.js';
import { withApplication } from './program.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run reindex -- [--account SLUG]
Writes anew what sessions and searches find flows, proposals, sessions and walks by, of one account or of all. It may run while
the program does.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, { options: { account: { type: 'string' } } });
  await withApplication('api', async (app) => {
    const get = <T>(type: new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
    const reindexing = new Reindexing({
      transactions: get(Transactions),
      index: get(SearchIndex),
      words: get(WordIndex),
      relearning: get(Relearning),
    });
    const all = await get(SystemDatabase).tx.query<{ id: string; slug: string }>(
      'SELECT id, slug FROM accounts ORDER BY slug',
    );
    const { account } = values;
    const chosen = all.filter(({ slug }) => account === undefined || slug === account);
    if (chosen.length === 0)
      throw new UsageError(account ? `No account is called ${account}` : 'There is no account');
    for (const { id, slug } of chosen) {
      const { flows, proposals, others } = await reindexing.account(id);
      console.log(`${slug}: ${flows} flows, ${proposals} proposals, ${others} others`);
    }
  });
});
