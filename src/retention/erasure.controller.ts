import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { UserDto } from '../accounts/users/users.response.dto.js';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { ErasureDto } from './erasure.request.dto.js';
import { ErasureService } from './erasure.service.js';

@ApiTags('users')
@Controller({ path: 'users', version: '1' })
export class ErasureController {
  constructor(private readonly erasure: ErasureService) {}

  @Post(':id/erase')
  @HttpCode(HttpStatus.ACCEPTED)
  @Idempotent()
  @Requires('admin')
  @ApiId('The user')
  @ApiOperation({
    summary: 'Erase a person',
    description:
      'For good. At once: name, address, identities and credentials are gone, and nobody can sign in as the user. Within minutes, by a job: every trail has `Erased person` in place of the name, the messages of their sessions, and the words and notes of their walks and flags, are removed. What was decided, when, and by which id stays as it was.',
  })
  @ApiAcceptedResponse({ type: UserDto })
  @ApiProblem(409, 'last_admin')
  erase(@CurrentActor() actor: Actor, @Id() id: string, @Body() { confirm }: ErasureDto): Promise<UserDto> {
    return this.erasure.erase(actor, id, confirm);
  }
}
