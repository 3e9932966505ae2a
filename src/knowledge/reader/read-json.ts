import { isUuid } from '../../kernel/http/id.pipe.js';
import { findJsonFault } from '../../kernel/http/json-text.js';
import { KNOWLEDGE_LIMITS } from '../knowledge-limits.js';
import { validateFlowDocument } from '../../flows/document/validate-flow-document.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { titleOfName } from './document-name.js';
import { clean } from './flow-sketch.js';
import { nothing, type Procedure, type ReadFault, type Reading, type Span } from './procedure.js';
import { SourceText } from './source-text.js';

type Members = Record<string, unknown>;

/** A flow of an export, before its document is looked at. */
interface FoundFlow {
  title: string | null;
  description: string | null;
  problemDomain: string | null;
  data: unknown;
  span: Span;
}

/**
 * Reads what this program exports: a flow (`flows/{id}/export`), a flow document alone, a list of either, or the lines
 * of an account's export, of which the published flows are taken at their current version. Never throws.
 */
export function readJson(text: string, name: string): Reading {
  const source = new SourceText(text);
  const whole = parsed(text);
  const found = whole === undefined ? flowsOfLines(source) : flowsOf(whole, source.whole());
  if (found === null) return nothing('The text is neither JSON nor the lines of an account export');
  if (found.length === 0)
    return nothing(
      'The JSON holds no flow: neither flow_data with nodes and edges, nor lines of published flows',
    );
  if (found.length > KNOWLEDGE_LIMITS.procedures)
    return nothing(
      `The document holds ${found.length} flows; at most ${KNOWLEDGE_LIMITS.procedures} are taken`,
    );
  const faults: ReadFault[] = [];
  const procedures = found.flatMap((flow): Procedure[] => procedureOf(flow, name, source, faults) ?? []);
  if (procedures.length > 0) return { procedures, faults, nothing: null };
  return nothing(faults[0]?.detail ?? 'No flow of the document is valid', faults);
}

function procedureOf(
  flow: FoundFlow,
  name: string,
  source: SourceText,
  faults: ReadFault[],
): Procedure[] | null {
  const checked = validateFlowDocument(flow.data);
  const title = clean(flow.title ?? '', 255) || titleOfName(name);
  if (!checked.ok) {
    for (const { pointer, detail } of checked.faults.slice(0, KNOWLEDGE_LIMITS.faults - faults.length))
      faults.push({ detail: `"${title}": /flow_data${pointer} ${detail}`, span: flow.span });
    return null;
  }
  const { document } = checked;
  if (document.nodes.length > KNOWLEDGE_LIMITS.nodes) {
    faults.push({
      detail: `"${title}" has ${document.nodes.length} nodes; at most ${KNOWLEDGE_LIMITS.nodes} are taken`,
      span: flow.span,
    });
    return null;
  }
  const { description, problemDomain } = flow;
  return [
    { title, description, problemDomain, document, spans: spansOf(document, flow.span, source), faults: [] },
  ];
}

/** Where each node's id stands, up to where the next one's does. */
function spansOf({ nodes }: FlowDocument, within: Span, source: SourceText): Map<string, Span> {
  const { text } = source;
  const spans = new Map<string, Span>();
  const list = Math.max(within.start_offset, text.indexOf('"nodes"', within.start_offset));
  for (const { id, text: words } of nodes) {
    const place = new RegExp(`\\{[^{}]*?"id"\\s*:\\s*${escaped(JSON.stringify(id))}`, 'g');
    place.lastIndex = list;
    const found = place.exec(text);
    const told = found ? text.indexOf(JSON.stringify(words), found.index) : -1;
    const end = text.indexOf('}', Math.max(told + JSON.stringify(words).length, place.lastIndex)) + 1;
    const isInside = found && end > found.index && end <= within.end_offset;
    spans.set(id, isInside ? source.span(found.index, end) : within);
  }
  return spans;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function flowsOf(value: unknown, span: Span, isInList = false): FoundFlow[] {
  if (Array.isArray(value))
    return isInList ? [] : value.flatMap((item: unknown) => flowsOf(item, span, true));
  const members = asMembers(value);
  if (!members) return [];
  if (Array.isArray(members['nodes']) && Array.isArray(members['edges']))
    return [{ title: null, description: null, problemDomain: null, data: value, span }];
  if (asMembers(members['flow_data'])) return [{ ...namesOf(members), data: members['flow_data'], span }];
  return Array.isArray(members['flows']) ? flowsOf(members['flows'], span) : [];
}

/** Of an account's export, the published flows with the version that is theirs now. */
function flowsOfLines(source: SourceText): FoundFlow[] | null {
  const flows = new Map<string, FoundFlow>();
  const versions = new Map<string, { data: unknown; span: Span }>();
  let offset = 0;
  for (const line of source.text.split('\n')) {
    const span = source.span(offset, offset + line.length);
    offset += line.length + 1;
    if (line.trim() === '') continue;
    const members = asMembers(parsed(line));
    if (!members) return null;
    const row = asMembers(members['row']);
    if (!row) {
      for (const flow of flowsOf(members, span)) flows.set(`${span.start_offset}`, flow);
    } else if (members['table'] === 'trees' && row['status'] === 'published' && isUuid(row['id'])) {
      const key = `${row['id']} ${Number(row['current_version'])}`;
      flows.set(key, { ...namesOf(row), data: undefined, span });
    } else if (members['table'] === 'tree_versions') {
      versions.set(`${String(row['tree_id'])} ${Number(row['version'])}`, { data: row['flow_data'], span });
    }
  }
  return [...flows].map(([key, flow]) => ({ ...flow, ...(versions.get(key) ?? {}) }));
}

function namesOf(members: Members): Pick<FoundFlow, 'title' | 'description' | 'problemDomain'> {
  const text = (name: string, limit: number): string | null => {
    const value = members[name];
    return typeof value === 'string' && value.trim() !== '' ? clean(value, limit) : null;
  };
  return {
    title: text('title', 255),
    description: text('description', 10_000),
    problemDomain: text('problem_domain', 100),
  };
}

function parsed(text: string): unknown {
  return findJsonFault(text) ? undefined : JSON.parse(text);
}

function asMembers(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
