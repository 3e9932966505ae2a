import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { sentSession } from '../access/sent-credential.js';
import { MeDto } from './me.response.dto.js';
import { MeService } from './me.service.js';

@ApiTags('me')
@Controller({ path: 'me', version: '1' })
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Requires('viewer')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Who am I?',
    description:
      'The user, the role and the account of the credential; of a browser session, also the token that its writes take.',
  })
  @ApiOkResponse({ type: MeDto })
  read(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<MeDto> {
    return this.me.read(actor, sentSession(request));
  }
}
