import { Module } from '@nestjs/common';
import { AuthModule } from '../accounts/auth.module.js';
import { AccountEventsRepository } from './account-events.repository.js';
import { AccountEventsService } from './account-events.service.js';
import { EventHub } from './event-hub.service.js';
import { EventListener } from './event-listener.js';
import { EventsController } from './events.controller.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountEventEntity } from './account-event.entity.js';
import { EventStreamEntity } from './event-stream.entity.js';

/** What happens in an account, told to whoever listens. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([AccountEventEntity, EventStreamEntity])],
  controllers: [EventsController],
  exports: [AccountEventsService],
  providers: [AccountEventsRepository, AccountEventsService, EventHub, EventListener],
})
export class EventsModule {}
