import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowNodeDto } from '../flows/document/flow-document.dto.js';
import { isLikely, LIKELY_ENOUGH } from './fit.js';
import type { MatchingNode } from './matching-node.js';
import { TICKET_WALKS, type FlowSuggestion, type TicketWalk } from './suggestion.js';

@ApiSchema({ name: 'WordPlace', description: 'A stretch of a text, in UTF-16 code units.' })
export class WordPlaceDto {
  @ApiProperty({ type: 'integer' })
  start: number;

  /** Past its last one */
  @ApiProperty({ type: 'integer' })
  end: number;
}

@ApiSchema({ name: 'MatchingNode' })
export class MatchingNodeDto extends FlowNodeDto {
  places: WordPlaceDto[];

  static from({ node: { id, kind, text }, places }: MatchingNode): MatchingNodeDto {
    return { id, kind, text, places };
  }
}

@ApiSchema({ name: 'SuggestionReasons' })
export class SuggestionReasonsDto {
  summary: string;

  /** In the flow's title or nodes */
  matched_words: string[];

  /** Only in the words of sessions and walks that went this way */
  learned_words: string[];

  missing_words: string[];

  @ApiProperty({ type: 'integer' })
  tried: number;

  /** How often of those the problem was solved */
  @ApiProperty({ type: 'integer' })
  worked: number;

  /** (worked + 2) / (tried + 4) */
  success_share: number;

  /** BM25 of the words, as a share of what they could add at most */
  text_score: number;

  @ApiProperty({ description: '.75 + .5 * success_share' })
  success_factor: number;

  /** 1.2 for the same domain, 1.1 for the same team, .5 where it was walked for the ticket in vain, .5 where it has needed verification for long */
  context_factor: number;

  /** What the latest walk of the flow for the ticket came to */
  @ApiProperty({ enum: TICKET_WALKS, enumName: 'TicketWalk', type: String, nullable: true })
  ticket_walk: TicketWalk | null;

  /** Whether the flow has needed verification for long */
  downgraded: boolean;

  static from({ words, tried, worked, ranking, ...flow }: FlowSuggestion): SuggestionReasonsDto {
    return {
      summary: summaryOf({ words, tried, worked, ...flow }),
      matched_words: words.inFlow,
      learned_words: words.inSessions,
      missing_words: words.missing,
      tried,
      worked,
      success_share: ranking.successShare,
      text_score: ranking.textScore,
      success_factor: ranking.successFactor,
      context_factor: ranking.contextFactor,
      ticket_walk: flow.ticketWalk,
      downgraded: flow.downgraded,
    };
  }
}

@ApiSchema({ name: 'FlowSuggestion' })
export class FlowSuggestionDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  title: string;

  description: string | null;

  problem_domain: string | null;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  @ApiProperty({ description: 'text_score * success_factor * context_factor, cut at 1' })
  score: number;

  /** How probable it is that it is about the problem; calibrated */
  probability: number;

  /** The node that the words fit best */
  node: MatchingNodeDto | null;

  /** Where to begin, so that the way may come by the node */
  entry_node_id: string | null;

  why: SuggestionReasonsDto;

  static from(suggestion: FlowSuggestion): FlowSuggestionDto {
    const { flowId, version, title, description, problemDomain, teamId, match, entryNodeId } = suggestion;
    return {
      ...{ flow_id: flowId, version, title, description, problem_domain: problemDomain, team_id: teamId },
      score: suggestion.ranking.score,
      probability: suggestion.probability,
      node: match && MatchingNodeDto.from(match),
      entry_node_id: entryNodeId,
      why: SuggestionReasonsDto.from(suggestion),
    };
  }
}

@ApiSchema({ name: 'FlowSuggestions' })
export class FlowSuggestionsDto {
  items: FlowSuggestionDto[];

  @ApiProperty({
    description: `Whether no flow is known to be about the problem: none has a probability of ${LIKELY_ENOUGH}`,
  })
  nothing_fits: boolean;

  static from(suggestions: readonly FlowSuggestion[]): FlowSuggestionsDto {
    return {
      items: suggestions.map((suggestion) => FlowSuggestionDto.from(suggestion)),
      nothing_fits: !suggestions.some(isLikely),
    };
  }
}

function summaryOf({
  words: { inFlow, inSessions, missing },
  tried,
  worked,
  sameDomain,
  sameTeam,
  downgraded,
  ticketWalk,
}: Omit<FlowSuggestion, 'ranking'>): string {
  const found = inFlow.length + inSessions.length;
  const parts = [
    `${found} of ${found + missing.length} words fit`,
    tried === 0 ? 'not used so far' : `worked ${worked} of the last ${tried} times`,
    ...(sameDomain ? ['of the same domain'] : []),
    ...(sameTeam ? ['of the same team'] : []),
    ...(ticketWalk === null ? [] : [`walked for this ticket: ${ticketWalk}`]),
    ...(downgraded ? ['has needed verification for long'] : []),
  ];
  return `${parts.join('; ')}.`;
}
