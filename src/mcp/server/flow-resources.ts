import type {
  ListResourcesResult,
  ReadResourceResult,
  ResourceTemplateType,
} from '@modelcontextprotocol/server';
import type { Actor } from '../../kernel/http/actor.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import type { McpServices } from '../mcp-services.js';
import { seenInLine, told } from './protocol/told.js';

const FLOWS = 'resolutionflow://flows';
const FLOW_URI = /^resolutionflow:\/\/flows\/([^/?#]+)(?:\/versions\/([1-9]\d{0,8}))?$/;
const MARKDOWN = 'text/markdown';
const PAGE = 50;

export const TEMPLATES: ResourceTemplateType[] = [
  {
    uriTemplate: `${FLOWS}/{flow_id}`,
    name: 'flow',
    title: 'A flow',
    description: 'A troubleshooting flow at its current version, as a runbook in Markdown',
    mimeType: MARKDOWN,
  },
  {
    uriTemplate: `${FLOWS}/{flow_id}/versions/{version}`,
    name: 'flow_version',
    title: 'A version of a flow',
    description: 'A version of a flow as it was published; it never changes',
    mimeType: MARKDOWN,
  },
];

/** The published flows, the one published last first. */
export async function listFlowResources(
  { flows }: McpServices,
  actor: Actor,
  cursor: string | undefined,
): Promise<ListResourcesResult> {
  const { items, next_cursor } = await flows.list(actor, { status: 'published', limit: PAGE, cursor });
  return {
    resources: items.map((flow) => ({
      uri: `${FLOWS}/${flow.id}`,
      name: seenInLine(flow.title),
      description: `Version ${flow.version}${flow.problem_domain === null ? '' : `, ${seenInLine(flow.problem_domain)}`}`,
      mimeType: MARKDOWN,
      annotations: { lastModified: flow.published_at.toISOString() },
    })),
    ...(next_cursor === null ? {} : { nextCursor: next_cursor }),
  };
}

/**
 * The runbook of a flow, or of one of its versions; null where the URI names neither.
 * @throws DomainError 404
 */
export async function readFlowResource(
  { diagrams }: McpServices,
  actor: Actor,
  uri: string,
): Promise<ReadResourceResult | null> {
  const [, id, version] = FLOW_URI.exec(uri) ?? [];
  if (!isUuid(id)) return null;
  const at = version === undefined ? undefined : Number(version);
  const { content } = await diagrams.exportFlow(actor, id.toLowerCase(), at, 'markdown');
  return {
    contents: [{ uri, mimeType: MARKDOWN, text: told(['A troubleshooting flow.'], [String(content)]) }],
  };
}
