import { Injectable } from '@nestjs/common';
import { SignInLinksService } from '../accounts/sign-in/sign-in-links.service.js';
import { TokensService } from '../accounts/tokens/tokens.service.js';
import { LINK_MINUTES } from '../accounts/sign-in/sign-in-link.js';
import { Config } from '../kernel/config.js';
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
    private readonly links: SignInLinksService,
    private readonly config: Config,
  ) {}

  /** @param onTerminal false where what is said may be kept, as in a log: it then names neither a link nor a token */
  async print(url: string, say: (line: string) => void, onTerminal: boolean): Promise<void> {
    const users = await this.system.tx.query<DemoUserRow>(DEMO_USERS, [LARKFIELD.account.slug]);
    const shown = SHOWN.flatMap((role) => users.find((user) => user.role === role) ?? []);
    const canSign = await this.tokens.canSign();
    if (shown.length > 0 && onTerminal) {
      await this.printLinks(url, shown, say);
      if (canSign) await this.printTokens(url, shown, say);
    } else if (shown.length > 0) {
      say(`\nThe demo account, ${shown[0]?.account_name}: ${shown.map(({ email }) => email).join(', ')}`);
      say('A link that signs one of them in: npm run -s sign-in-link -- --email ADDRESS');
      if (canSign) say('A token of one of them: npm run -s token -- --email ADDRESS');
    }
    say('\nCtrl-C ends it; the data stay.');
  }

  private async printLinks(
    url: string,
    users: readonly DemoUserRow[],
    say: (line: string) => void,
  ): Promise<void> {
    say(
      `\nThe demo account, ${users[0]?.account_name}. Sign in, once by each link, within ${LINK_MINUTES} minutes:`,
    );
    for (const { id, role, display_name, account_id } of users) {
      const { path } = await this.links.make(systemActor(account_id), id);
      say(`\n  ${role} (${display_name})\n  ${this.config.PUBLIC_URL ?? url}${path}`);
    }
    say('\nFurther ones: npm run -s sign-in-link -- --email ADDRESS');
  }

  private async printTokens(
    url: string,
    users: readonly DemoUserRow[],
    say: (line: string) => void,
  ): Promise<void> {
    say('\nTokens for programs, good for 30 days:');
    let reviewer: [accountId: string, token: string] | null = null;
    for (const { id, role, display_name, account_id } of users) {
      const token = await this.tokens.sign(id, TOKEN_SECONDS);
      if (role === 'reviewer') reviewer = [account_id, token];
      say(`\n  ${role} (${display_name})\n  ${token}`);
    }
    if (reviewer) await this.printTour(url, ...reviewer, say);
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
