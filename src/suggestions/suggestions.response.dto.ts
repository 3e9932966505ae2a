import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowNodeDto } from '../flows/document/flow-document.dto.js';
import { isLikely, LIKELY_ENOUGH } from './fit.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import type { MatchingNode } from './matching-node.js';
import { TICKET_WALKS, type FlowSuggestion, type TicketWalk } from './suggestion.js';

const SHARE = { minimum: 0, maximum: 1 } as const;

@ApiSchema({ name: 'WordPlace', description: 'A stretch of a text, in UTF-16 code units.' })
export class WordPlaceDto {
  @ApiProperty({ type: 'integer', minimum: 0, example: 9 })
  start: number;

  @ApiProperty({ type: 'integer', description: 'Past its last one', example: 16 })
  end: number;
}

@ApiSchema({ name: 'MatchingNode' })
export class MatchingNodeDto extends FlowNodeDto {
  @ApiProperty({
    type: () => [WordPlaceDto],
    example: [
      { start: 9, end: 16 },
      { start: 40, end: 45 },
    ],
  })
  places: WordPlaceDto[];

  static from({ node: { id, kind, text }, places }: MatchingNode): MatchingNodeDto {
    return { id, kind, text, places };
  }
}

@ApiSchema({ name: 'SuggestionReasons' })
export class SuggestionReasonsDto {
  @ApiProperty({ example: '2 of 5 words fit; worked 8 of the last 10 times; of the same domain.' })
  summary: string;

  @ApiProperty({
    type: [String],
    description: "In the flow's title or nodes",
    example: ['printer', 'offline'],
  })
  matched_words: string[];

  @ApiProperty({
    type: [String],
    description: 'Only in the words of sessions and walks that went this way',
    example: [],
  })
  learned_words: string[];

  @ApiProperty({ type: [String], example: ['says', 'nothing', 'comes'] })
  missing_words: string[];

  @ApiProperty({
    type: 'integer',
    example: 10,
  })
  tried: number;

  @ApiProperty({ type: 'integer', description: 'How often of those the problem was solved', example: 8 })
  worked: number;

  @ApiProperty({ ...SHARE, description: '(worked + 2) / (tried + 4)', example: 0.714 })
  success_share: number;

  @ApiProperty({
    ...SHARE,
    description: 'BM25 of the words, as a share of what they could add at most',
    example: 0.42,
  })
  text_score: number;

  @ApiProperty({ description: '.75 + .5 * success_share', example: 1.107 })
  success_factor: number;

  @ApiProperty({
    description:
      '1.2 for the same domain, 1.1 for the same team, .5 where it was walked for the ticket in vain, .5 where it has needed verification for long',
    example: 1.2,
  })
  context_factor: number;

  @ApiProperty({
    enum: TICKET_WALKS,
    enumName: 'TicketWalk',
    type: String,
    nullable: true,
    description: 'What the latest walk of the flow for the ticket came to',
    example: null,
  })
  ticket_walk: TicketWalk | null;

  @ApiProperty({ description: 'Whether the flow has needed verification for long', example: false })
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
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  flow_id: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({ example: 'Network printer shows as offline' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'A shared network printer is offline for everybody.',
  })
  description: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  team_id: string | null;

  @ApiProperty({
    ...SHARE,
    description: 'text_score * success_factor * context_factor, cut at 1',
    example: 0.558,
  })
  score: number;

  @ApiProperty({
    ...SHARE,
    description: 'How probable it is that it is about the problem; calibrated',
    example: 0.93,
  })
  probability: number;

  @ApiProperty({
    type: () => MatchingNodeDto,
    nullable: true,
    description: 'The node that the words fit best',
  })
  node: MatchingNodeDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where to begin, so that the way may come by the node',
    example: 'ping',
  })
  entry_node_id: string | null;

  @ApiProperty({ type: () => SuggestionReasonsDto })
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
  @ApiProperty({ type: () => [FlowSuggestionDto] })
  items: FlowSuggestionDto[];

  @ApiProperty({
    description: `Whether no flow is known to be about the problem: none has a probability of ${LIKELY_ENOUGH}`,
    example: false,
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
