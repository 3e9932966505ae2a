import type { Span } from '../procedure.js';

/** The shape of a Mermaid node: what stands around its text. */
export type MermaidShape =
  | 'box'
  | 'round'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'rhombus'
  | 'hexagon'
  | 'slanted'
  | 'flag';

export interface MermaidNode {
  name: string;
  /** Null where it is only mentioned, and shows its name. */
  shape: MermaidShape | null;
  text: string;
  span: Span;
}

export interface MermaidLink {
  from: string;
  to: string;
  label: string | null;
  span: Span;
}

/** A flowchart as it is written, in the order of the text. */
export interface MermaidGraph {
  title: string | null;
  nodes: Map<string, MermaidNode>;
  links: MermaidLink[];
}

/** A place at which the text is no flowchart that can be read. */
export class MermaidSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}
