import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Changed, EntriesDiff, FlowDiff, ItemsDiff } from './diff-flow-documents.js';
import {
  FLOW_SCHEMA_VERSION,
  NODE_KINDS,
  type EdgeCondition,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type NodeKind,
} from './flow-document.js';
import { SHORT_FLOW } from './flow-document.example.js';
import { FLOW_ID_PATTERN, FLOW_LIMITS } from './flow-limits.js';

// These classes document the schema. What comes in is checked by `parseFlowDocument`, which knows the rules that
// decorators cannot state.

const ID = { maxLength: FLOW_LIMITS.id, pattern: FLOW_ID_PATTERN.source };

@ApiSchema({ name: 'FlowNode' })
export class FlowNodeDto implements FlowNode {
  @ApiProperty({
    ...ID,
    description: 'Kept through proposal, publication and every later version',
    example: 'ping',
  })
  id: string;

  @ApiProperty({
    enum: NODE_KINDS,
    enumName: 'FlowNodeKind',
    description:
      'A question is answered by one of its edges; an action is done, an info is read; resolution and escalation end a walk.',
    example: 'question',
  })
  kind: NodeKind;

  @ApiProperty({
    minLength: 1,
    maxLength: FLOW_LIMITS.text,
    description: 'What the technician reads. Not blank.',
    example: 'Does the printer answer a ping from the print server?',
  })
  text: string;
}

@ApiSchema({ name: 'EdgeCondition' })
export class EdgeConditionDto implements EdgeCondition {
  @ApiProperty({
    minLength: 1,
    maxLength: FLOW_LIMITS.label,
    description:
      'No two out of one node are alike (trimmed, in lower case); `any` is taken when no other fits',
    example: 'yes',
  })
  label: string;
}

@ApiSchema({ name: 'FlowEdge' })
export class FlowEdgeDto implements FlowEdge {
  @ApiProperty({ ...ID, example: 'e1' })
  id: string;

  @ApiProperty({ example: 'ping' })
  from: string;

  @ApiProperty({ example: 'port' })
  to: string;

  @ApiProperty({
    type: () => EdgeConditionDto,
    nullable: true,
    description: 'null: taken without one, never out of a question, and once only between the same two nodes',
  })
  condition: EdgeConditionDto | null;
}

@ApiSchema({
  name: 'FlowDocument',
  description: 'A graph without cycles, in which every node can be reached from an entry.',
})
export class FlowDocumentDto implements FlowDocument {
  @ApiProperty({ type: 'integer', enum: [FLOW_SCHEMA_VERSION], example: FLOW_SCHEMA_VERSION })
  schema_version: typeof FLOW_SCHEMA_VERSION;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: FLOW_LIMITS.entries,
    uniqueItems: true,
    description: 'Nodes at which a walk may begin, normally at the first',
    example: SHORT_FLOW.entries,
  })
  entries: string[];

  @ApiProperty({
    type: () => [FlowNodeDto],
    minItems: 1,
    maxItems: FLOW_LIMITS.nodes,
    example: SHORT_FLOW.nodes,
  })
  nodes: FlowNodeDto[];

  @ApiProperty({ type: () => [FlowEdgeDto], maxItems: FLOW_LIMITS.edges, example: SHORT_FLOW.edges })
  edges: FlowEdgeDto[];
}

@ApiSchema({ name: 'FlowEntriesDiff' })
export class EntriesDiffDto implements EntriesDiff {
  added: string[];

  removed: string[];

  /** The whole list after the change; null where its order is the same */
  @ApiProperty({ type: [String], nullable: true })
  order: string[] | null;
}

@ApiSchema({ name: 'FlowNodeChange' })
export class NodeChangeDto implements Changed<FlowNode> {
  before: FlowNodeDto;

  after: FlowNodeDto;
}

@ApiSchema({ name: 'FlowEdgeChange' })
export class EdgeChangeDto implements Changed<FlowEdge> {
  before: FlowEdgeDto;

  after: FlowEdgeDto;
}

@ApiSchema({ name: 'FlowNodesDiff' })
export class NodesDiffDto implements ItemsDiff<FlowNode> {
  added: FlowNodeDto[];

  removed: FlowNodeDto[];

  changed: NodeChangeDto[];
}

@ApiSchema({ name: 'FlowEdgesDiff' })
export class EdgesDiffDto implements ItemsDiff<FlowEdge> {
  added: FlowEdgeDto[];

  removed: FlowEdgeDto[];

  changed: EdgeChangeDto[];
}

@ApiSchema({
  name: 'FlowDiff',
})
export class FlowDiffDto implements FlowDiff {
  /** The version of the flow that the diff starts from; null where it starts from none. */
  @ApiProperty({ type: 'integer' })
  base_version: number | null;

  entries: EntriesDiffDto;

  nodes: NodesDiffDto;

  edges: EdgesDiffDto;
}
