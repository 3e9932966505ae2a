import type { NodeKind } from '../../../flows/document/flow-document.js';
import { KIND_NAMES } from '../../../diagrams/diagram-words.js';
import { KNOWLEDGE_LIMITS } from '../../knowledge-limits.js';
import { clean, FlowSketch } from '../flow-sketch.js';
import { isInstruction, kindOfStep } from '../markdown/step-words.js';
import { titleOfName } from '../document-name.js';
import { nothing, type Reading } from '../procedure.js';
import { SourceText } from '../source-text.js';
import {
  type MermaidGraph,
  type MermaidNode,
  type MermaidShape,
  MermaidSyntaxError,
} from './mermaid-graph.js';
import { labelLines } from './mermaid-text.js';
import { parseMermaid } from './parse-mermaid.js';

/** The shapes of this program's own drawings. */
const OWN_SHAPES: Record<NodeKind, MermaidShape> = {
  question: 'hexagon',
  action: 'box',
  info: 'slanted',
  resolution: 'stadium',
  escalation: 'subroutine',
};
const OWN_KINDS = Object.entries(OWN_SHAPES) as [NodeKind, MermaidShape][];
const START = /^(?:start|begin|entry|or start here)$/i;
const END = /^(?:end|stop|finish(?:ed)?|done|exit)$/i;
/** What the caption of an own drawing adds to the title. */
const CAPTION = / - Version \d+(?: \u00b7 .*)?$/;

/** Reads a flowchart as a flow. Never throws, whatever the text holds. */
export function readMermaid(text: string, name: string): Reading {
  const source = new SourceText(text);
  try {
    return flowOf(parseMermaid(source), name);
  } catch (error) {
    if (!(error instanceof MermaidSyntaxError)) throw error;
    const span = source.span(error.offset, Math.min(text.length, error.offset + 1));
    const reason = `Line ${span.start_line}: ${error.message}`;
    return nothing(reason, [{ detail: error.message, span }]);
  }
}

function flowOf(graph: MermaidGraph, name: string): Reading {
  if (graph.nodes.size > KNOWLEDGE_LIMITS.nodes)
    return nothing(
      `The flowchart has ${graph.nodes.size} nodes; at most ${KNOWLEDGE_LIMITS.nodes} are taken`,
    );
  const isOwn = isOwnDrawing(graph);
  if (!isOwn && showsChange(graph))
    return nothing('The flowchart draws what a proposal changes; export the flow instead');
  const sketch = new FlowSketch();
  const ids = new Map<string, string>();
  const starts = new Set<string>();
  for (const node of graph.nodes.values()) {
    if (isStart(node, graph)) starts.add(node.name);
    else {
      const { kind, text } = isOwn ? ownNode(node) : nodeOf(node, graph);
      ids.set(node.name, sketch.add(kind, text, node.span));
    }
  }
  for (const { from, to } of graph.links) {
    const id = ids.get(to);
    if (starts.has(from) && id !== undefined) sketch.begin(id);
  }
  for (const { from, to, label } of graph.links) {
    const [source, target] = [ids.get(from), ids.get(to)];
    if (source !== undefined && target !== undefined)
      sketch.connect(source, target, isOwn && label === 'any other' ? 'any' : label);
  }
  const finished = sketch.finish();
  if (!finished) return nothing('The flowchart has no nodes');
  if (!isOwn && finished.document.edges.length === 0)
    return nothing('The flowchart has no arrows between steps, so nothing leads anywhere', finished.faults);
  const title = clean(graph.title?.replace(CAPTION, '') || titleOfName(name), 255);
  const caption = CAPTION.exec(graph.title ?? '')?.[0] ?? '';
  const [, problemDomain = null] = isOwn ? caption.split(' \u00b7 ') : [];
  return {
    procedures: [{ title, description: null, problemDomain, ...finished }],
    faults: [],
    nothing: null,
  };
}

/** Only drawings of this program begin each text with the kind that the shape stands for. */
function isOwnDrawing({ nodes }: MermaidGraph): boolean {
  const drawn = [...nodes.values()].filter(({ name }) => /^n\d+$/.test(name));
  return drawn.length > 0 && drawn.every((node) => ownKind(node) !== null);
}

function showsChange({ nodes }: MermaidGraph): boolean {
  return (
    nodes.has('l0') && [...nodes.values()].some(({ text }) => labelLines(text)[0]?.startsWith('+ Added: '))
  );
}

function ownKind({ shape, text }: MermaidNode): NodeKind | null {
  const [heading] = labelLines(text);
  return (
    OWN_KINDS.find(([kind, own]) => own === shape && heading === KIND_NAMES[kind].toUpperCase())?.[0] ?? null
  );
}

function ownNode(node: MermaidNode): { kind: NodeKind; text: string } {
  return { kind: ownKind(node) ?? 'info', text: labelLines(node.text).slice(1).join(' ') };
}

/** A mark at which the walk begins, and no step: it says no more than that, and leads on without a condition. */
function isStart({ name, text }: MermaidNode, { links }: MermaidGraph): boolean {
  if (!START.test(labelLines(text).join(' '))) return false;
  return links.some(({ from }) => from === name) && !links.some(({ to }) => to === name);
}

function nodeOf(node: MermaidNode, { links }: MermaidGraph): { kind: NodeKind; text: string } {
  const text = labelLines(node.text).join('\n') || node.name;
  const leaving = links.filter(({ from }) => from === node.name);
  const answers = leaving.filter(({ label }) => label !== null);
  if (leaving.length > 0 && (node.shape === 'rhombus' || node.shape === 'hexagon' || answers.length > 1))
    return { kind: 'question', text };
  const kind = kindOfStep(text);
  if (kind !== 'action') return { kind, text };
  const isEnd =
    leaving.length === 0 && (node.shape === 'stadium' || node.shape === 'circle' || END.test(text));
  if (isEnd) return { kind: 'resolution', text };
  // What a walk begins with is the problem, unless it says what to do.
  const isProblem = leaving.length === 1 && !links.some(({ to }) => to === node.name) && !isInstruction(text);
  if (isProblem) return { kind: 'info', text };
  return { kind: node.shape === 'slanted' || node.shape === 'flag' ? 'info' : 'action', text };
}
