import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { DeliveryDetailDto, DeliveryPageDto } from './deliveries.response.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryListQuery } from '../webhooks.request.dto.js';

const DELIVERY_ID = 'delivery_id';
@ApiTags('webhooks')
@Controller({ path: 'webhooks/:id', version: '1' })
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Post('test')
  @Idempotent()
  @HttpCode(202)
  @Requires('admin')
  @ApiId('The webhook')
  @ApiOperation({
    summary: 'Try a webhook out',
    description: 'Sends a message of the type `webhook.test` once, also to a webhook that is switched off.',
  })
  @ApiAcceptedResponse({ type: DeliveryDetailDto })
  test(@CurrentActor() actor: Actor, @Id() id: string): Promise<DeliveryDetailDto> {
    return this.deliveries.test(actor, id);
  }

  @Get('deliveries')
  @Requires('admin')
  @ApiId('The webhook')
  @ApiOperation({
    summary: 'List what a webhook was sent',
    description: 'The newest first, for 30 days after the last attempt.',
  })
  @ApiOkResponse({ type: DeliveryPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: DeliveryListQuery,
  ): Promise<DeliveryPageDto> {
    return this.deliveries.list(actor, id, query);
  }

  @Get('deliveries/:delivery_id')
  @Requires('admin')
  @ApiId('The webhook')
  @ApiId('The delivery', DELIVERY_ID)
  @ApiOperation({ summary: 'Show a delivery', description: 'What is sent, and how each attempt went.' })
  @ApiOkResponse({ type: DeliveryDetailDto })
  get(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id(DELIVERY_ID) deliveryId: string,
  ): Promise<DeliveryDetailDto> {
    return this.deliveries.get(actor, id, deliveryId);
  }

  @Post('deliveries/:delivery_id/redeliver')
  @Idempotent()
  @HttpCode(202)
  @Requires('admin')
  @ApiId('The webhook')
  @ApiId('The delivery', DELIVERY_ID)
  @ApiOperation({
    summary: 'Send a message again',
    description: 'At once and under the same `webhook-id`, whether it had arrived, was given up or waits.',
  })
  @ApiAcceptedResponse({ type: DeliveryDetailDto })
  @ApiProblem(409, 'webhook_inactive')
  redeliver(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id(DELIVERY_ID) deliveryId: string,
  ): Promise<DeliveryDetailDto> {
    return this.deliveries.redeliver(actor, id, deliveryId);
  }
}
