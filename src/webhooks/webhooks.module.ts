import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesRepository } from './deliveries/deliveries.repository.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DeliveryRunner } from './deliveries/delivery-runner.service.js';
import { WebhookAddresses } from './webhook-addresses.service.js';
import { WebhookSender } from './deliveries/webhook-sender.js';
import { WebhookUpkeep } from './webhook-upkeep.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksRepository } from './webhooks.repository.js';
import { WebhooksService } from './webhooks.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WebhookAttemptEntity } from './deliveries/webhook-attempt.entity.js';
import { WebhookDeliveryEntity } from './deliveries/webhook-delivery.entity.js';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

/** Tells others of an account's events, by signed requests to addresses that it names. */
@Module({
  imports: [TypeOrmModule.forFeature([WebhookAttemptEntity, WebhookDeliveryEntity, WebhookEndpointEntity])],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    DeliveriesRepository,
    DeliveriesService,
    DeliveryRunner,
    WebhookAddresses,
    WebhookSender,
    WebhookUpkeep,
    WebhooksRepository,
    WebhooksService,
  ],
  exports: [DeliveriesRepository],
})
export class WebhooksModule {}
