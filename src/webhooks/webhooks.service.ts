import { Injectable } from '@nestjs/common';
import { lockAccount } from '../kernel/database/account-lock.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { isUuid } from '../kernel/http/id.pipe.js';
import {
  decodeCursor,
  DEFAULT_PAGE_LIMIT,
  type PageQuery,
  toPage,
  wrongCursor,
} from '../kernel/http/paging.js';
import { formatWebhookSecret, newWebhookSecret } from './deliveries/signature.js';
import { WebhookAddresses } from './webhook-addresses.service.js';
import { tooManyWebhooks, webhookNotFound } from './webhooks.errors.js';
import { WebhooksRepository } from './webhooks.repository.js';
import type { NewWebhookDto, SecretRotationDto, WebhookPatchDto } from './webhooks.request.dto.js';
import type { WebhookDto, WebhookWithSecretDto, WebhookPageDto } from './webhooks.response.dto.js';

const MOST_WEBHOOKS = 20;

/** Where an account wants to be told of its events. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly webhooks: WebhooksRepository,
    private readonly addresses: WebhookAddresses,
  ) {}

  list(actor: Actor, { limit = DEFAULT_PAGE_LIMIT, cursor }: PageQuery): Promise<WebhookPageDto> {
    const before = cursor === undefined ? null : toId(cursor);
    return this.transactions.read(actor, async (tx) =>
      toPage(await this.webhooks.list(tx, before, limit + 1), limit, (webhook) => [webhook, [webhook.id]]),
    );
  }

  async get(actor: Actor, id: string): Promise<WebhookDto> {
    return this.transactions.read(actor, (tx) => this.getRow(tx, id));
  }

  /**
   * The answer is the only one that holds the secret.
   * @throws DomainError 409 `too_many_webhooks`, 422 for an address that is not to be sent to
   */
  async create(actor: Actor, webhook: NewWebhookDto): Promise<WebhookWithSecretDto> {
    const { url, description = null, event_types = null, active = true } = webhook;
    await this.addresses.check(url);
    const secret = newWebhookSecret();
    return this.transactions.run(actor, async (tx) => {
      await lockAccount(tx, 'webhooks');
      if ((await this.webhooks.count(tx)) >= MOST_WEBHOOKS) throw tooManyWebhooks(MOST_WEBHOOKS);
      const id = await this.webhooks.insert(tx, { url, description, event_types, active }, secret);
      return { ...(await this.getRow(tx, id)), secret: formatWebhookSecret(secret) };
    });
  }

  /** @throws DomainError 404, 422 for an address that is not to be sent to */
  async update(actor: Actor, id: string, changes: WebhookPatchDto): Promise<WebhookDto> {
    if (changes.url !== undefined) await this.addresses.check(changes.url);
    return this.transactions.run(actor, async (tx) => {
      if (!(await this.webhooks.update(tx, id, changes))) throw webhookNotFound();
      return this.getRow(tx, id);
    });
  }

  /** With its deliveries. */
  async delete(actor: Actor, id: string): Promise<void> {
    const done = await this.transactions.run(actor, (tx) => this.webhooks.delete(tx, id));
    if (!done) throw webhookNotFound();
  }

  /** @throws DomainError 404 */
  async rotate(
    actor: Actor,
    id: string,
    { overlap_hours }: SecretRotationDto,
  ): Promise<WebhookWithSecretDto> {
    const secret = newWebhookSecret();
    return this.transactions.run(actor, async (tx) => {
      if (!(await this.webhooks.rotate(tx, id, secret, overlap_hours))) throw webhookNotFound();
      return { ...(await this.getRow(tx, id)), secret: formatWebhookSecret(secret) };
    });
  }

  /** @throws DomainError 404 */
  async getRow(tx: AccountTx, id: string): Promise<WebhookDto> {
    const row = await this.webhooks.find(tx, id);
    if (!row) throw webhookNotFound();
    return row;
  }
}

function toId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (isUuid(id)) return id;
  throw wrongCursor();
}
