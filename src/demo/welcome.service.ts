import { Injectable } from '@nestjs/common';
import { TokensService } from '../accounts/tokens/tokens.service.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { Transactions } from '../kernel/database/transactions.js';
import { systemActor, type Role } from '../kernel/http/actor.js';
import { LARKFIELD } from './stories.js';

const TOKEN_SECONDS = 30 * 86_400;
const SHOWN: readonly Role[] = ['engineer', 'reviewer', 'admin'];

const DEMO_USERS = `
  SELECT DISTINCT ON (u.role) u.id, u.role, u.email, u.display_name, a.id AS account_id, a.name AS account_name
    FROM users u JOIN accounts a ON a.id = u.account_id
   WHERE a.slug = $1 AND u.active ORDER BY u.role, u.created_at, u.id`;

interface DemoUserRow {
  id: string;
  role: Role;
  email: string;
  display_name: string;
  account_id: string;
  account_name: string;
}

/** What is shown once the demo account is there: whose it is, and how to try the program with it. */
@Injectable()
export class Welcome {
  constructor(
    private readonly system: SystemDatabase,
    private readonly transactions: Transactions,
    private readonly tokens: TokensService,
  ) {}

  /** @param onTerminal false where what is said may be kept, as in a log: it then names no token */
  async print(url: string, say: (line: string) => void, onTerminal: boolean): Promise<void> {
    const users = await this.system.tx.query<DemoUserRow>(DEMO_USERS, [LARKFIELD.account.slug]);
    const accountId = users[0]?.account_id;
    if (accountId === undefined || !(await this.tokens.canSign())) {
      say('\nCtrl-C ends it; the data stay.');
      return;
    }
    if (!onTerminal) {
      const emails = SHOWN.flatMap((role) =>
        users.filter((user) => user.role === role).map(({ email }) => email),
      );
      say(`\nThe demo account, ${users[0]?.account_name}: ${emails.join(', ')}`);
      say('A token of one of them: npm run -s token -- --email ADDRESS\n\nCtrl-C ends it; the data stay.');
      return;
    }
    say(`\nThe demo account, ${users[0]?.account_name}. Tokens, good for 30 days:`);
    let reviewer = '';
    for (const role of SHOWN) {
      const user = users.find((candidate) => candidate.role === role);
      if (!user) continue;
      const token = await this.tokens.sign(user.id, TOKEN_SECONDS);
      if (role === 'reviewer') reviewer = token;
      say(`\n  ${role} (${user.display_name})\n  ${token}`);
    }
    await this.printTour(url, accountId, reviewer, say);
    say('\nCtrl-C ends it; the data stay.');
  }

  private async printTour(
    url: string,
    accountId: string,
    token: string,
    say: (line: string) => void,
  ): Promise<void> {
    const [first] = await this.transactions.read(systemActor(accountId), (tx) =>
      tx.query<{ id: string }>(
        `SELECT id FROM flow_proposals WHERE account_id = $1 AND status = 'pending'
          ORDER BY confidence_score DESC, id DESC LIMIT 1`,
        [tx.accountId],
      ),
    );
    const curl = `curl -s -H 'Authorization: Bearer ${token}'`;
    say(`\nThe review queue, best first:\n\n${curl} '${url}/v1/proposals?status=pending&sort=confidence'`);
    if (first)
      say(`\nApprove its first proposal:\n\n${curl} -X POST '${url}/v1/proposals/${first.id}/approve'`);
  }
}
