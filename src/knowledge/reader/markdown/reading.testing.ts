import type { FlowDocument } from '../../../flows/document/flow-document.js';
import type { Procedure } from '../procedure.js';
import { readMarkdown } from './read-markdown.js';

/** The first procedure of a text. */
export function read(text: string): Procedure {
  const { procedures, nothing } = readMarkdown(text, 'printing/blank-labels.md');
  if (!procedures[0]) throw new Error(nothing ?? 'no flow');
  return procedures[0];
}

export const nodesOf = ({ nodes }: FlowDocument) => nodes.map(({ kind, text }) => `${kind}: ${text}`);

/** By texts: from, answer, to. */
export function waysOf({ nodes, edges }: FlowDocument): string[] {
  const texts = new Map(nodes.map(({ id, text }) => [id, text]));
  return edges.map(
    ({ from, to, condition }) =>
      `${texts.get(from)} ${condition ? `(${condition.label}) ` : ''}> ${texts.get(to)}`,
  );
}
