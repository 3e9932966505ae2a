import { Body, Controller, Delete, Get, Header, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { API_KEY_EXAMPLES } from '../accounts.example.js';
import { ApiKeyListQuery, NewApiKeyDto } from './api-keys.request.dto.js';
import { ApiKeyPageDto, CreatedApiKeyDto } from './api-keys.response.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('api-keys')
@Controller({ path: 'api-keys', version: '1' })
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({
    summary: 'List the API keys of your account',
    description: 'The newest first, without their secrets; revoked and expired ones stay in the list.',
  })
  @ApiOkResponse({ type: ApiKeyPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ApiKeyListQuery): Promise<ApiKeyPageDto> {
    return this.keys.list(actor, query);
  }

  @Post()
  @Idempotent({ secret: true })
  @Requires('admin')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Make an API key',
    description: 'The answer is the only place that holds the key.',
  })
  @ApiBody({ type: NewApiKeyDto, examples: API_KEY_EXAMPLES })
  @ApiCreatedResponse({ type: CreatedApiKeyDto })
  @ApiProblem(409, 'user_inactive')
  create(@CurrentActor() actor: Actor, @Body() key: NewApiKeyDto): Promise<CreatedApiKeyDto> {
    return this.keys.create(actor, key);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('admin')
  @ApiId('The API key')
  @ApiOperation({
    summary: 'Revoke an API key',
    description:
      'It is refused at once and for good, but stays in the list. Revoking it again changes nothing.',
  })
  @ApiNoContentResponse({ description: 'Revoked' })
  revoke(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
