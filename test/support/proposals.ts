import { v7 } from 'uuid';
import { SessionsService } from '../../src/ai-sessions/sessions.service.js';
import { diffFlowDocuments } from '../../src/flows/document/diff-flow-documents.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor, type Actor } from '../../src/kernel/http/actor.js';
import { priorOnly } from '../../src/proposals/calibration/confidence.js';
import type { Growth, NewProposal } from '../../src/proposals/proposal.js';
import { ProposalsService } from '../../src/proposals/proposals.service.js';
import type { TestAccount, TestApp } from './app.js';

/** What the flywheel does with proposals inside its transactions. */
export class ProposalWriter {
  readonly proposals: ProposalsService;

  constructor(private readonly test: TestApp) {
    this.proposals = test.app.get(ProposalsService);
  }

  inAccount<T>({ accountId }: TestAccount, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.inAccountAs(systemActor(accountId), work);
  }

  inAccountAs<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.test.app.get(Transactions).run(actor, work);
  }

  /** A session that has ended and is not for the flywheel. */
  async session(account: TestAccount, outcomeConfirmed = false): Promise<string> {
    const { id } = await this.inAccount(account, (tx) =>
      this.test.app.get(SessionsService).record(
        tx,
        {
          externalId: v7(),
          title: 'Ricoh in accounts prints nothing',
          problemDomain: 'printing',
          origin: 'ai_assist',
          messages: [],
          steps: [],
          linkedTicketId: 'T20260302.0117',
          linkedTicketKind: 'psa',
          ending: { outcome: 'resolved', outcomeConfirmed, resolutionSummary: null },
        },
        { observe: false },
      ),
    );
    return id;
  }

  /** By default of a new flow; returns its id. */
  async proposal(account: TestAccount, proposal: Partial<NewProposal> = {}): Promise<string> {
    const sourceSessionId = proposal.sourceSessionId ?? (await this.session(account));
    const { id } = await this.inAccount(account, (tx) =>
      this.proposals.create(tx, { ...NEW_PROPOSAL, ...proposal, sourceSessionId }),
    );
    return id;
  }

  /** A change of a flow that stands at `PRINTER_OFFLINE`; returns its id. */
  enhancement(
    account: TestAccount,
    flowId: string,
    baseVersion = 1,
    proposal: Partial<NewProposal> = {},
  ): Promise<string> {
    return this.proposal(account, {
      proposalType: 'enhancement',
      title: 'Printer offline: the driver',
      targetFlowId: flowId,
      baseVersion,
      document: PRINTER_OFFLINE_LATER,
      diff: diffFlowDocuments(PRINTER_OFFLINE, PRINTER_OFFLINE_LATER, baseVersion),
      ...proposal,
    });
  }

  grow(account: TestAccount, id: string, growth: Partial<Growth> & { sessionId: string }): Promise<boolean> {
    return this.inAccount(account, (tx) => this.proposals.grow(tx, id, { ...GROWTH, ...growth }));
  }
}

const NEW_PROPOSAL: Omit<NewProposal, 'sourceSessionId'> = {
  proposalType: 'new_flow',
  source: 'ai_promoted',
  teamId: null,
  problemDomain: 'printing',
  title: 'Printer offline',
  description: 'A network printer is offline',
  targetFlowId: null,
  baseVersion: null,
  document: PRINTER_OFFLINE,
  diff: null,
  ...priorOnly(0.35),
  fitness: 1,
  validatedByOutcome: false,
  linkedTicketId: null,
  linkedTicketKind: null,
  draftedBy: null,
};

const GROWTH: Omit<Growth, 'sessionId'> = {
  proposalType: 'new_flow',
  baseVersion: null,
  document: PRINTER_OFFLINE_LATER,
  diff: null,
  ...priorOnly(0.6),
  fitness: 0.9,
  validatedByOutcome: false,
};
