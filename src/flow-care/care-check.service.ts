import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountSchedule } from '../kernel/jobs/account-schedule.js';
import { JobRegistry } from '../kernel/jobs/job-registry.js';
import { CareMarking } from './care-marking.service.js';

/** The job that looks whether the flows of an account still hold. It has no payload. */
export const CHECK_FLOWS = 'check_flows';
/** Every hour, when fewer other programs are at their work than at its beginning. */
const TIMES = '23 * * * *';
/** Flows in one transaction, so that none of them is kept from its next version for long. */
const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class CareCheck implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly schedule: AccountSchedule,
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly marking: CareMarking,
  ) {}

  onModuleInit(): void {
    this.registry.register(CHECK_FLOWS, (_, { actor }) => this.check(actor));
    this.schedule.add(CHECK_FLOWS, TIMES);
  }

  /** Doing it twice, also at once, marks and tells nothing twice. */
  async check(actor: Actor): Promise<void> {
    for (let afterId = BEFORE_ALL, looked = BATCH; looked === BATCH;)
      ({ looked, lastId: afterId } = await this.transactions.run(actor, async (tx) =>
        this.marking.markAfter(tx, await this.accounts.settings(tx), afterId, BATCH),
      ));
  }
}
