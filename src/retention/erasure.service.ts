import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountChangesRepository } from '../accounts/changes/account-changes.repository.js';
import type { UserDto } from '../accounts/users/users.response.dto.js';
import { UsersService } from '../accounts/users/users.service.js';
import { participantOf } from '../kernel/database/participant.js';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { JobRegistry } from '../kernel/jobs/job-registry.js';
import { ErasureRepository } from './erasure.repository.js';
import { BATCH } from './retention.repository.js';

/** The job that takes an erased person out of everything else. Its payload: `{user_id}`. */
export const ERASE_PERSON = 'erase_person';

/** Takes a person out of the account: at once what names them and lets them in, by a job what they left elsewhere. */
@Injectable()
export class ErasureService implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly users: UsersService,
    private readonly rows: ErasureRepository,
    private readonly changes: AccountChangesRepository,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.registry.register(ERASE_PERSON, ({ user_id: userId }, { actor }) =>
      this.eraseTraces(actor, String(userId)),
    );
  }

  /**
   * Who was erased before is taken out again of what was written of them since, such as the end of a walk.
   * @throws DomainError 404, 409 `last_admin`, 422 when `confirm` is not the user's address
   */
  erase(actor: Actor, userId: string, confirm: string): Promise<UserDto> {
    return this.transactions.run(actor, async (tx) => {
      const { email } = await this.users.read(participantOf(tx), userId);
      if (email.toLowerCase() !== confirm.trim().toLowerCase())
        throw invalid([{ pointer: '/confirm', detail: "must be the user's address" }]);
      if (!(await this.rows.isErased(tx, userId))) {
        await this.users.change(participantOf(tx), userId, { active: false, team_id: null });
        await this.rows.eraseUser(tx, userId);
        await this.changes.add(tx, 'person_erased', { user_id: userId });
      }
      await this.queue.enqueue(tx, ERASE_PERSON, { user_id: userId }, { key: `${ERASE_PERSON} ${userId}` });
      return this.users.read(participantOf(tx), userId);
    });
  }

  /** A batch a transaction. What was done is found done, so whatever breaks off between two goes on the next time. */
  async eraseTraces(actor: Actor, userId: string): Promise<void> {
    for (const trace of this.rows.traces)
      while ((await this.transactions.run(actor, (tx) => trace(tx, userId, BATCH))) === BATCH);
  }
}
