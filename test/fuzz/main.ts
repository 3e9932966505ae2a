import { parseArgs } from 'node:util';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { runCommand } from '../../src/cli/run-command.js';
import { withThrowawayServer, type ThrowawayServer } from '../../src/cli/throwaway-server.js';
import { ROLES, type Role } from '../../src/kernel/http/actor.js';
import { fuzz, type FuzzAccount, type FuzzReport } from './fuzz.js';

const TOKEN_SECONDS = 24 * 3600;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { requests: { type: 'string', default: '2000' }, seed: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const requests = Number(values.requests);
  console.log(`${requests} requests, seed ${seed}`);
  await withThrowawayServer(async (server) => {
    const accounts = [await open(server, 'MarkerOfA'), await open(server, 'MarkerOfB')] as const;
    const report = await fuzz(server.base, accounts, { seed, requests });
    print(report);
    if (report.faults.length > 0) process.exitCode = 1;
  });
});

async function open({ app }: ThrowawayServer, marker: string): Promise<FuzzAccount> {
  const { users } = await app.get(AccountOpening).openAccount({ name: marker });
  const tokens = await Promise.all(
    ROLES.map(
      async (role) => [role, await app.get(TokensService).sign(users[role].id, TOKEN_SECONDS)] as const,
    ),
  );
  return {
    marker,
    tokens: Object.fromEntries(tokens) as Record<Role, string>,
    userIds: ROLES.map((role) => users[role].id),
  };
}

function print({ requests, byStatus, slowest, faults }: FuzzReport): void {
  for (const { fault, curl } of faults) console.log(`\n${fault}\n  ${curl}`);
  const counts = Object.entries(byStatus).map(([status, count]) => `${status}: ${count}`);
  console.log(`\n${requests} requests; ${counts.join(', ')}; slowest ${Math.round(slowest)} ms`);
  console.log(faults.length === 0 ? 'no fault' : `${faults.length} faults`);
}
