import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { DEFAULT_SKIP_MINUTES, SkipRequest } from './claims.request.dto.js';
import { SkipDto } from './claims.response.dto.js';
import { SkipsService } from './skips.service.js';

const EXAMPLES = {
  plain: { summary: `For ${DEFAULT_SKIP_MINUTES} minutes`, value: {} },
  day: { summary: 'Until tomorrow', value: { minutes: 1440 } },
};

@ApiTags('review')
@Controller({ path: 'proposals/:id', version: '1' })
export class SkipsController {
  constructor(private readonly skips: SkipsService) {}

  @Post('skip')
  @Requires('reviewer')
  @HttpCode(200)
  @Idempotent()
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Pass a proposal over for a while',
    description:
      '`review/next` does not hand it to you until then. Your claim on it is given up. Claiming it, or `unskip`, ends that earlier.',
  })
  @ApiBody({ type: SkipRequest, required: false, examples: EXAMPLES })
  @ApiOkResponse({ type: SkipDto })
  @ApiProblem(409, 'not_pending')
  skip(@CurrentActor() actor: Actor, @Id() id: string, @Body() { minutes }: SkipRequest): Promise<SkipDto> {
    return this.skips.skip(actor, id, minutes ?? DEFAULT_SKIP_MINUTES);
  }

  @Post('unskip')
  @Requires('reviewer')
  @HttpCode(200)
  @Idempotent()
  @ApiId('The proposal')
  @ApiOperation({
    summary: 'Be handed a proposal again that you passed over',
    description: 'Where you do not pass it over, it stays so. `GET proposals?skipped=true` lists them.',
  })
  @ApiOkResponse({ type: SkipDto })
  unskip(@CurrentActor() actor: Actor, @Id() id: string): Promise<SkipDto> {
    return this.skips.unskip(actor, id);
  }
}
