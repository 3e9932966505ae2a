import { v7 } from 'uuid';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { NewFlow } from '../../src/flows/flow.js';
import { FlowsService } from '../../src/flows/flows.service.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import type { TestAccount, TestApp } from './app.js';

/** What other modules do with flows inside their transactions, done as the account's reviewer. */
export class FlowPublisher {
  readonly flows: FlowsService;

  constructor(private readonly test: TestApp) {
    this.flows = test.app.get(FlowsService);
  }

  inAccount<T>(account: TestAccount, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    const actor = {
      accountId: account.accountId,
      userId: account.userIds.reviewer,
      role: 'reviewer',
      displayName: 'Priya Nair',
      credential: 'test',
    } as const;
    return this.test.app.get(Transactions).run(actor, work);
  }

  /** A new flow; returns its id. */
  async publish(account: TestAccount, flow: Partial<NewFlow> = {}): Promise<string> {
    const { flowId } = await this.inAccount(account, (tx) =>
      this.flows.publishNew(tx, {
        title: 'Printer offline',
        description: 'A network printer is offline',
        problemDomain: 'printing',
        teamId: null,
        document: PRINTER_OFFLINE,
        proposalId: null,
        changeSummary: null,
        ...flow,
      }),
    );
    return flowId;
  }

  publishNext(
    account: TestAccount,
    flowId: string,
    expectedVersion: number,
    proposalId = v7(),
  ): Promise<{ version: number }> {
    return this.inAccount(account, (tx) => this.publishNextIn(tx, flowId, expectedVersion, proposalId));
  }

  publishNextIn(
    tx: AccountTx,
    flowId: string,
    expectedVersion: number,
    proposalId = v7(),
  ): Promise<{ version: number }> {
    return this.flows.publishNext(tx, {
      flowId,
      expectedVersion,
      document: PRINTER_OFFLINE_LATER,
      proposalId,
      changeSummary: 'Adds the driver',
    });
  }
}
