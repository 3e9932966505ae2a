import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { MeDto } from './me.response.dto.js';
import { MeService } from './me.service.js';

@ApiTags('me')
@Controller({ path: 'me', version: '1' })
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'Who am I?',
    description: 'The user, the role and the account of the credential.',
  })
  @ApiOkResponse({ type: MeDto })
  read(@CurrentActor() actor: Actor): Promise<MeDto> {
    return this.me.read(actor);
  }
}
