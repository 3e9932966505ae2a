import { Injectable } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import { systemActor, type Actor } from '../kernel/http/actor.js';
import { KnowledgeImportService } from '../knowledge/knowledge-import.service.js';
import { DemoCareTaking } from './demo-care-taking.service.js';
import { DemoWalks, isWalked } from './demo-walks.service.js';
import { DemoView, flagKey, type ToldUse } from './demo.view.js';
import type { DemoCare, DemoChapter } from './story.js';

type FlowOf = (session: string) => string;
type Use = Pick<DemoChapter, 'runbooks' | 'walks' | 'care'>;

/** What a desk does with its flows: brings its runbooks in, walks flows, flags them. What was done is left alone. */
@Injectable()
export class DemoUse {
  constructor(
    private readonly transactions: Transactions,
    private readonly knowledge: KnowledgeImportService,
    private readonly walks: DemoWalks,
    private readonly care: DemoCareTaking,
    private readonly view: DemoView,
  ) {}

  async tell(
    accountId: string,
    chapter: Use,
    flowOf: FlowOf,
    actor: (email: string) => Actor,
  ): Promise<void> {
    const told = await this.told(accountId, [chapter]);
    for (const { by, documents } of chapter.runbooks ?? []) {
      const missing = documents.filter(({ name }) => !told.documents.has(name));
      await this.knowledge.import(actor(by), missing);
    }
    for (const walk of chapter.walks ?? []) {
      const begun = told.walks.get(walk.ticket.id);
      if (!isWalked(walk, begun)) await this.walks.walk(actor(walk.by), flowOf(walk.session), walk, begun);
    }
    for (const care of chapter.care ?? []) {
      const flowId = flowOf(care.session);
      const missing = missingFlags(told, flowId, care);
      // The first flag comes after the owner, who may have changed since.
      if (missing.length === care.flags.length)
        await this.care.assign(actor(care.by), flowId, actor(care.owner), care.notes);
      for (const flag of missing) await this.care.flag(actor(flag.by), flowId, flag);
    }
  }

  async isTold(accountId: string, chapters: readonly Use[], flowOf: FlowOf): Promise<boolean> {
    const told = await this.told(accountId, chapters);
    return chapters.every(
      ({ runbooks = [], walks = [], care = [] }) =>
        runbooks.every(({ documents }) => documents.every(({ name }) => told.documents.has(name))) &&
        walks.every((walk) => isWalked(walk, told.walks.get(walk.ticket.id))) &&
        care.every((one) => missingFlags(told, flowOf(one.session), one).length === 0),
    );
  }

  private told(accountId: string, chapters: readonly Use[]): Promise<ToldUse> {
    const documents = chapters.flatMap(({ runbooks = [] }) =>
      runbooks.flatMap((runbook) => runbook.documents.map(({ name }) => name)),
    );
    const tickets = chapters.flatMap(({ walks = [] }) => walks.map(({ ticket }) => ticket.id));
    return this.transactions.read(systemActor(accountId), (tx) => this.view.findUse(tx, documents, tickets));
  }
}

function missingFlags(told: ToldUse, flowId: string, { flags }: DemoCare): DemoCare['flags'] {
  return flags.filter(({ by, reason }) => !told.flags.has(flagKey(flowId, by, reason)));
}
