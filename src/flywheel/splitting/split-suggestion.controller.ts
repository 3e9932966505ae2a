import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { SplitSuggestionDto } from './split-suggestion.response.dto.js';
import { SplitSuggestions } from './split-suggestion.service.js';

@ApiTags('flows')
@Controller({ path: 'flows/:id/split/suggestion', version: '1' })
export class SplitSuggestionController {
  constructor(private readonly suggestions: SplitSuggestions) {}

  @Get()
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'See whether a flow holds two problems',
    description:
      'By all of its latest sessions: a group of at least three that shares hardly a node with the others and speaks of a different subject. `flows/{id}/split` takes what it names.',
  })
  @ApiOkResponse({ type: SplitSuggestionDto })
  suggest(@CurrentActor() actor: Actor, @Id() id: string): Promise<SplitSuggestionDto> {
    return this.suggestions.suggest(actor, id);
  }
}
