import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import type { ReviewSummaryQuery } from '../decisions/review.request.dto.js';
import { ReviewSummaryDto } from './review-summary.response.dto.js';
import { ReviewView } from '../decisions/review.view.js';

/** How the review desk stands. */
@Injectable()
export class ReviewSummary {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: ReviewView,
  ) {}

  async summary(actor: Actor, { since }: ReviewSummaryQuery): Promise<ReviewSummaryDto> {
    const rows = await this.transactions.snapshot(actor, (tx) => this.view.summary(tx, since ?? null));
    return ReviewSummaryDto.from(rows);
  }
}
