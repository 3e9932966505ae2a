import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SessionsModule } from '../ai-sessions/sessions.module.js';
import { EventsModule } from '../events/events.module.js';
import { SearchModule } from '../search/search.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

/** What is not kept for ever: what is older than the account wants it, and people who are erased. */
@Module({
  imports: [AccountsModule, EventsModule, SearchModule, SessionsModule, WebhooksModule],
  controllers: [ErasureController],
  providers: [ErasureRepository, ErasureService, RetentionRepository, RetentionService],
})
export class RetentionModule {}
