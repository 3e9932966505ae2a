import { AccountDirectory } from '../../src/accounts/account-directory.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import type { SessionSummaryDto } from '../../src/ai-sessions/sessions.response.dto.js';
import type { FlowSummaryDto } from '../../src/flows/flows.response.dto.js';
import type { Role } from '../../src/kernel/http/actor.js';
import type { ProposalSummaryDto } from '../../src/proposals/list/proposal-summary.response.dto.js';
import type { TestApp } from './app.js';

/** Reads a demo account through the API, as somebody of that account. */
export class DemoReader {
  private constructor(
    private readonly test: TestApp,
    readonly token: string,
  ) {}

  static async of(test: TestApp, slug: string, role: Role = 'admin'): Promise<DemoReader> {
    const users = await test.app.get(AccountDirectory).findUsers({ slug });
    const user = users.find(({ actor }) => actor.role === role);
    if (!user) throw new Error(`${slug} has no ${role}`);
    return new DemoReader(test, await test.app.get(TokensService).sign(user.actor.userId, 3600));
  }

  /** One page holds all of a demo account. */
  async list<T>(path: string): Promise<T[]> {
    const { body } = await this.test.as(this.token).get(path).query({ limit: 100 }).expect(200);
    const page = body as { items: T[]; next_cursor: string | null };
    if (page.next_cursor !== null) throw new Error(`${path} has more than one page`);
    return page.items;
  }

  sessions(): Promise<SessionSummaryDto[]> {
    return this.list('/v1/ai-sessions');
  }

  proposals(): Promise<ProposalSummaryDto[]> {
    return this.list('/v1/proposals');
  }

  flows(): Promise<FlowSummaryDto[]> {
    return this.list('/v1/flows');
  }

  /**
   * By external id, for all imported sessions that have ended: type, status and support of the proposal that the session
   * belongs to, such as `new_flow approved 3`, or `none`.
   */
  async fates(): Promise<Record<string, string>> {
    const proposals = new Map((await this.proposals()).map((proposal) => [proposal.id, proposal]));
    const ended = (await this.sessions()).filter(
      ({ status, external_id: id }) => status !== 'active' && id !== null && !id.startsWith('l1-walk:'),
    );
    return Object.fromEntries(
      ended.map(({ external_id, flywheel }) => {
        const proposal = proposals.get(flywheel.proposal_id ?? '');
        const fate = proposal
          ? `${proposal.proposal_type} ${proposal.status} ${proposal.supporting_session_count}`
          : String(flywheel.decision);
        return [external_id, fate];
      }),
    );
  }
}
