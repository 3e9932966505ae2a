import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import { invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { periodOf } from './analytics.js';
import { AnalyticsDto } from './analytics.response.dto.js';
import { AnalyticsView } from './analytics.view.js';

/** How the review goes: what comes up, what becomes of it, and how long that takes. */
@Injectable()
export class AnalyticsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: AnalyticsView,
  ) {}

  /** @throws DomainError 422 when the period is empty or too long */
  async analytics(actor: Actor, since: Date | undefined, until: Date | undefined): Promise<AnalyticsDto> {
    const period = periodOf(since, until, new Date());
    if (typeof period === 'string') throw invalid([{ pointer: '/since', detail: period }]);
    return this.transactions.snapshot(actor, async (tx) => {
      const figures = await this.view.figures(tx, period);
      const reviewers = await this.view.reviewers(tx, period);
      return AnalyticsDto.from(period, figures, reviewers, await this.view.backlog(tx));
    });
  }
}
