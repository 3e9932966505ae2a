import { Injectable } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import { systemActor, type Actor } from '../kernel/http/actor.js';
import { DemoAccount } from './demo-account.service.js';
import { DemoDecisions } from './demo-decisions.service.js';
import { DemoImports } from './demo-imports.service.js';
import { DemoUse } from './demo-use.service.js';
import { DemoView, type ToldSession } from './demo.view.js';
import { HARBOR_TECH, LARKFIELD } from './stories.js';
import type { DemoChapter, DemoDecision, DemoStory } from './story.js';

type Say = (line: string) => void;
type Told = ReadonlyMap<string, ToldSession>;

/**
 * Tells the stories of the demo accounts to the program: imports their sessions, waits for the flywheel, takes the
 * decisions, and walks and flags what is published. Needs a worker, here or elsewhere. What has been told already is left alone, so a story that broke off
 * goes on, and a second telling changes nothing.
 */
@Injectable()
export class DemoSeeder {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: DemoAccount,
    private readonly imports: DemoImports,
    private readonly decisions: DemoDecisions,
    private readonly view: DemoView,
    private readonly use: DemoUse,
  ) {}

  /** Fills the demo account of a database that holds no account yet, or whose demo account is half filled. */
  async seedWhenEmpty(say: Say): Promise<void> {
    const accountId = await this.accounts.findAccountId(LARKFIELD);
    if (accountId === null ? await this.accounts.hasAny() : await this.isTold(accountId, LARKFIELD)) return;
    await this.tell(LARKFIELD, say);
  }

  /** Fills the demo account, and a second, smaller account beside it where that is wanted. */
  async seed(say: Say, { second = false } = {}): Promise<void> {
    for (const story of second ? [LARKFIELD, HARBOR_TECH] : [LARKFIELD]) {
      const accountId = await this.accounts.findAccountId(story);
      if (accountId !== null && (await this.isTold(accountId, story)))
        say(`The demo account ${story.account.name} is complete.`);
      else await this.tell(story, say);
    }
  }

  private async tell(story: DemoStory, say: Say): Promise<void> {
    const started = performance.now();
    const { name } = story.account;
    say(`Filling the demo account ${name}`);
    const actors = await this.accounts.ensure(story);
    const actor = (email: string): Actor => {
      const found = actors.get(email);
      if (!found) throw new Error(`${name} has no active user ${email}`);
      return found;
    };
    for (const [index, chapter] of story.chapters.entries()) {
      say(`  ${index + 1}/${story.chapters.length} ${chapter.name}`);
      await this.tellChapter(story, index, actor);
    }
    const someone = systemActor([...actors.values()][0]?.accountId ?? '');
    const counts = await this.transactions.read(someone, (tx) => this.view.count(tx));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(
      `  ${counts.sessions} sessions, ${counts.proposals} proposals (${counts.pending} to review), ` +
        `${counts.flows} flows, ${counts.walks} walks in ${seconds} s`,
    );
  }

  private async tellChapter(story: DemoStory, index: number, actor: (email: string) => Actor): Promise<void> {
    const chapter = story.chapters[index];
    const anyone = story.users[0];
    if (!chapter || !anyone) return;
    const { accountId } = actor(anyone.email);
    const before = await this.told(accountId, idsOf([chapter]));
    const missing = chapter.imports.map(({ by, sessions }) => ({
      actor: actor(by),
      sessions: sessions.filter(({ external_id }) => !before.has(external_id)),
    }));
    await this.imports.importAll(missing.filter(({ sessions }) => sessions.length > 0));
    await this.imports.flywheelSettled(actor(anyone.email));

    const told = await this.told(accountId, idsOf(story.chapters.slice(0, index + 1)));
    for (const draft of chapter.drafts ?? []) {
      const { sessionId, proposalId } = known(told, draft.session);
      if (proposalId === null) await this.decisions.draft(actor(draft.by), sessionId, draft);
    }
    const earlier = decisionsOf(story.chapters.slice(0, index));
    for (const [nth, decision] of chapter.decisions.entries()) {
      const { proposalId, decisions } = known(told, decision.session);
      if (proposalId === null) throw new Error(`session ${decision.session} led to no proposal`);
      const taken = countFor([...earlier, ...chapter.decisions.slice(0, nth)], decision.session);
      if (decisions <= taken) await this.decisions.decide(actor(decision.by), proposalId, decision);
    }
    if (!chapter.runbooks && !chapter.walks && !chapter.care) return;
    const published = await this.told(accountId, idsOf(story.chapters.slice(0, index + 1)));
    await this.use.tell(accountId, chapter, (session) => flowOf(published, session), actor);
    await this.imports.flywheelSettled(actor(anyone.email));
  }

  private async isTold(accountId: string, { chapters }: DemoStory): Promise<boolean> {
    const ids = idsOf(chapters);
    const told = await this.told(accountId, ids);
    const decisions = decisionsOf(chapters);
    return (
      ids.every((id) => told.has(id) && told.get(id)?.flywheelStatus !== 'pending') &&
      chapters.every(({ drafts = [] }) => drafts.every(({ session }) => known(told, session).proposalId)) &&
      decisions.every(({ session }) => known(told, session).decisions >= countFor(decisions, session)) &&
      (await this.use.isTold(accountId, chapters, (session) => flowOf(told, session)))
    );
  }

  private async told(accountId: string, externalIds: readonly string[]): Promise<Told> {
    const rows = await this.transactions.read(systemActor(accountId), (tx) =>
      this.view.findTold(tx, externalIds),
    );
    return new Map(rows.map((row) => [row.externalId, row]));
  }
}

function known(told: Told, externalId: string): ToldSession {
  const session = told.get(externalId);
  if (!session) throw new Error(`session ${externalId} did not come in`);
  return session;
}

function flowOf(told: Told, externalId: string): string {
  const { flowId } = known(told, externalId);
  if (flowId === null) throw new Error(`session ${externalId} led to no flow`);
  return flowId;
}

const idsOf = (chapters: readonly DemoChapter[]): string[] =>
  chapters.flatMap(({ imports }) => imports.flatMap(({ sessions }) => sessions.map((s) => s.external_id)));

const decisionsOf = (chapters: readonly DemoChapter[]): DemoDecision[] =>
  chapters.flatMap(({ decisions }) => decisions);

/** A proposal may be decided on more than once: dismissed, then reopened. */
const countFor = (decisions: readonly DemoDecision[], session: string): number =>
  decisions.filter((decision) => decision.session === session).length;
