import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { SuggestQuery } from './suggestions.request.dto.js';
import { FlowSuggestionsDto } from './suggestions.response.dto.js';
import { SuggestionsService } from './suggestions.service.js';

@ApiTags('flows')
@Controller({ path: 'flows/suggest', version: '1' })
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'Find the flows that may help with a problem',
    description:
      'Published flows, by the words of the problem and by what worked, the best first; each with the node that fits best and with its reasons. Misspelt words and other words for the same are understood, in seven languages. None where no flow has a word of it.',
  })
  @ApiOkResponse({ type: FlowSuggestionsDto })
  suggest(@CurrentActor() actor: Actor, @Query() query: SuggestQuery): Promise<FlowSuggestionsDto> {
    return this.suggestions.find(actor, query);
  }
}
