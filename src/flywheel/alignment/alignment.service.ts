import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import { notFound } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AlignmentDto } from './alignment.response.dto.js';
import { AlignmentView } from './alignment.view.js';

@Injectable()
export class AlignmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: AlignmentView,
  ) {}

  /** @throws DomainError 404 */
  async get(actor: Actor, sessionId: string): Promise<AlignmentDto> {
    const row = await this.transactions.read(actor, (tx) => this.view.find(tx, sessionId));
    if (!row) throw notFound('Session');
    return AlignmentDto.from(row);
  }
}
