import type { FlowDocument } from '../../flows/document/flow-document.js';

export const KNOWLEDGE_FORMATS = ['markdown', 'mermaid', 'json'] as const;
export type KnowledgeFormat = (typeof KNOWLEDGE_FORMATS)[number];

/** A part of a document's text. Lines count from 1, both included; offsets are UTF-16 code units from 0, end excluded. */
export interface Span {
  start_line: number;
  end_line: number;
  start_offset: number;
  end_offset: number;
}

/** Something of the document that could not be taken over as it is written. */
export interface ReadFault {
  detail: string;
  /** Null where it concerns the whole. */
  span: Span | null;
}

/** One procedure of a document as a flow. */
export interface Procedure {
  title: string;
  /** What the document says of the problem besides the steps. */
  description: string | null;
  problemDomain: string | null;
  /** Valid; its nodes stand in the order of the text. */
  document: FlowDocument;
  /** By the id of the node. */
  spans: ReadonlyMap<string, Span>;
  faults: ReadFault[];
}

/** What a document holds. */
export interface Reading {
  procedures: Procedure[];
  faults: ReadFault[];
  /** Why nothing comes of it, for people; null where something does. */
  nothing: string | null;
}

export function nothing(reason: string, faults: ReadFault[] = []): Reading {
  return { procedures: [], faults, nothing: reason };
}
