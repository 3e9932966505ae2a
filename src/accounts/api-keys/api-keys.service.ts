import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Transactions } from '../../kernel/database/transactions.js';
import { invalid } from '../../kernel/errors/domain-error.js';
import { ROLES, type Actor } from '../../kernel/http/actor.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { DEFAULT_PAGE_LIMIT, toPage, wrongCursor } from '../../kernel/http/paging.js';
import { apiKeyNotFound, unknownUser, userInactive } from '../accounts.errors.js';
import { hashSecret, newSecret } from '../access/secret.js';
import { expiryOf } from './api-key-expiry.js';
import { API_KEY } from './api-key.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import type { ApiKeyListQuery, NewApiKeyDto } from './api-keys.request.dto.js';
import { ApiKeyDto, CreatedApiKeyDto, type ApiKeyPageDto } from './api-keys.response.dto.js';
import { textCursor } from '../text-cursor.js';
import { UsersRepository } from '../users/users.repository.js';

/** Long-lived credentials for programs, each acting for one user. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
  ) {}

  list(actor: Actor, query: ApiKeyListQuery): Promise<ApiKeyPageDto> {
    const limit = query.limit ?? DEFAULT_PAGE_LIMIT;
    const before = textCursor(query.cursor);
    if (before !== null && !isUuid(before)) {
      throw wrongCursor();
    }
    return this.transactions.read(actor, async (tx) => {
      const rows = await this.keys.list(tx, query.user_id, before, limit + 1);
      return toPage(rows, limit, (key) => [ApiKeyDto.from(key), [key.id]]);
    });
  }

  /**
   * Makes a key. Its secret is in the answer and nowhere else.
   * @throws DomainError 409 `user_inactive`, 422 for a user of no account, a role above the user's, a past expiry
   */
  create(actor: Actor, { name, role, user_id, expires_at }: NewApiKeyDto): Promise<CreatedApiKeyDto> {
    const userId = user_id ?? actor.userId;
    const expiresAt = expiryOf(expires_at, new Date());
    return this.transactions.run(actor, async (tx) => {
      const user = userId === null ? null : await this.users.find(tx, userId);
      if (!user) throw unknownUser();
      if (!user.active) throw userInactive();
      if (ROLES.indexOf(role) > ROLES.indexOf(user.role)) {
        throw invalid([{ pointer: '/role', detail: `must not be above the user's, which is ${user.role}` }]);
      }
      const id = v7();
      const secret = newSecret();
      await this.keys.insert(tx, {
        id,
        userId: user.id,
        name,
        role,
        secretHash: hashSecret(secret),
        expiresAt,
      });
      const row = await this.keys.find(tx, id);
      if (!row) throw apiKeyNotFound();
      return CreatedApiKeyDto.fromCreated(row, API_KEY.format({ id, secret }));
    });
  }

  /** Revoking a key again changes nothing. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const done = await this.transactions.run(actor, (tx) => this.keys.revoke(tx, id));
    if (!done) throw apiKeyNotFound();
  }
}
