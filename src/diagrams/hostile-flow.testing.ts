import * as fc from 'fast-check';
import { arbitraryFlow } from '../flows/document/arbitrary-flow.testing.js';
import { diffFlowDocuments } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import { diagramOfChange, diagramOfFlow, type Diagram } from './diagram.js';

/** What has a meaning in XML, Mermaid, YAML, DOT or Markdown, and what no document may hold. */
const PIECES = [
  ...'<>"\'&`|#;:%{}[]()\\*_~=+-!$^@/\n\t\r',
  ...[
    '</text>',
    '<script>alert(1)</script>',
    ']]>',
    '<!--',
    '-->',
    '&#60;',
    '#quot;',
    '%%{init: {}}%%',
    '---',
  ],
  ...[':::', 'end', '{{', '}}', '\\N', '[x](javascript:y)', '![', '1. ', '- ', '> ', '# ', '===', '<br/>'],
  ...[
    'style a:#x;',
    'classDef a',
    'click n0 href',
    'http://a.b',
    '\u0000',
    '\u0007',
    '\ud800',
    '\udc00',
    '\u202e',
  ],
  ...['\u2028', '\uffff', '\ufeff', '\u0085', 'e\u0301', '日本', '👩‍👩‍👧', 'Ж', 'a', 'word', ' ', '  '],
];

export const hostileText: fc.Arbitrary<string> = fc
  .string({ unit: fc.constantFrom(...PIECES), minLength: 1, maxLength: 60 })
  .map((text) => `${text}x`);

/** Valid flows whose texts and conditions would like to be more than text. */
export const hostileFlow: fc.Arbitrary<FlowDocument> = fc
  .tuple(arbitraryFlow(), fc.array(hostileText, { minLength: 1, maxLength: 8 }))
  .map(([flow, texts]) => withTexts(flow, (index) => texts[index % texts.length] ?? ''));

/** A flow of the same shape with other texts. */
export function withTexts(flow: FlowDocument, text: (index: number) => string): FlowDocument {
  return {
    ...flow,
    nodes: flow.nodes.map((node, index) => ({ ...node, text: text(index) })),
    edges: flow.edges.map((edge, index) => ({
      ...edge,
      condition: edge.condition && { label: `${text(index + 3)} ${index}` },
    })),
  };
}

/** Diagrams of such flows, and of changes from one to another. */
export const hostileDiagram: fc.Arbitrary<Diagram> = fc
  .record({
    before: hostileFlow,
    after: hostileFlow,
    title: hostileText,
    caption: hostileText,
    asIs: fc.boolean(),
  })
  .map(({ before, after, title, caption, asIs }) =>
    asIs
      ? diagramOfFlow(after, { title, caption })
      : diagramOfChange(after, diffFlowDocuments(before, after, 1), { title, caption }),
  );
