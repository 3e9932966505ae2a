import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { NewWebhookDto, SecretRotationDto, WebhookPatchDto } from './webhooks.request.dto.js';
import { WebhookDto, WebhookPageDto, WebhookWithSecretDto } from './webhooks.response.dto.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller({ path: 'webhooks', version: '1' })
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: 'List the webhooks of your account', description: 'The newest first.' })
  @ApiOkResponse({ type: WebhookPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<WebhookPageDto> {
    return this.webhooks.list(actor, query);
  }

  @Post()
  @Requires('admin')
  @Idempotent({ secret: true })
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Have an address told of events',
    description: `Each event is posted as JSON, \`{"type", "timestamp", "data"}\`, in the form of [Standard Webhooks](https://www.standardwebhooks.com): \`webhook-id\` stays the same at each attempt, \`webhook-signature\` holds \`v1,\` and the base64 HMAC-SHA256 of \`id.timestamp.body\` under the secret, which is what follows \`whsec_\`, decoded from base64.

Any 2xx within 10 seconds will do. Anything else is tried again, ten times in about three days, later where \`Retry-After\` asks for it. 410, or three days in which nothing arrived, switch the webhook off and tell the account by \`webhook.disabled\`. Messages may come twice, by their id, and in another order.

\`GET /v1/events\` says what each type tells.`,
  })
  @ApiCreatedResponse({ type: WebhookWithSecretDto, description: 'The only answer that holds the secret' })
  @ApiProblem(409, 'too_many_webhooks')
  create(@CurrentActor() actor: Actor, @Body() webhook: NewWebhookDto): Promise<WebhookWithSecretDto> {
    return this.webhooks.create(actor, webhook);
  }

  @Get(':id')
  @Requires('admin')
  @ApiId('The webhook')
  @ApiOperation({ summary: 'Show a webhook' })
  @ApiOkResponse({ type: WebhookDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<WebhookDto> {
    return this.webhooks.get(actor, id);
  }

  @Patch(':id')
  @Requires('admin')
  @ApiId('The webhook')
  @ApiOperation({ summary: 'Change a webhook', description: 'Also to switch it off, and on again.' })
  @ApiOkResponse({ type: WebhookDto })
  update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() changes: WebhookPatchDto,
  ): Promise<WebhookDto> {
    return this.webhooks.update(actor, id, changes);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('admin')
  @ApiId('The webhook')
  @ApiOperation({ summary: 'Delete a webhook', description: 'With its deliveries.' })
  @ApiNoContentResponse({ description: 'Deleted' })
  delete(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.webhooks.delete(actor, id);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Requires('admin')
  @Idempotent({ secret: true })
  @Header('cache-control', 'no-store')
  @ApiId('The webhook')
  @ApiOperation({
    summary: 'Give a webhook another secret',
    description: 'For some time messages carry two signatures, one of each secret.',
  })
  @ApiOkResponse({ type: WebhookWithSecretDto, description: 'The only answer that holds the new secret' })
  rotate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() rotation: SecretRotationDto,
  ): Promise<WebhookWithSecretDto> {
    return this.webhooks.rotate(actor, id, rotation);
  }
}
