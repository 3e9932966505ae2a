import type { DecisionType } from '../flywheel/core/types.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { KnowledgeFormat, ReadFault, Span } from './reader/procedure.js';

/** A document as it comes in. */
export interface KnowledgeDocument {
  name: string;
  format: KnowledgeFormat;
  content: string;
  /** Of its procedures, where they name none themselves. */
  problemDomain: string | null;
}

export const DOCUMENT_STATUSES = ['imported', 'already_imported', 'no_procedure'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** What became of one procedure. */
export interface ProcedureOutcome {
  title: string;
  decision: DecisionType;
  /** Why, for people. */
  reason: string;
  session_id: string;
  /** The proposal that it made, joined or changed. */
  proposal_id: string | null;
  /** The flow that it changes or is held by; null for a new one. */
  target_flow_id: string | null;
  nodes: number;
}

/** What became of one document, as it is told and kept. */
export interface DocumentOutcome {
  name: string;
  format: KnowledgeFormat;
  status: DocumentStatus;
  /** Why nothing came of it; null where it was imported. */
  reason: string | null;
  document_id: string | null;
  procedures: ProcedureOutcome[];
  faults: ReadFault[];
}

/** What would come of one procedure. */
export interface ProcedurePreview extends Omit<ProcedureOutcome, 'session_id' | 'proposal_id'> {
  /** The pending proposal that it would join. */
  joins_proposal_id: string | null;
  description: string | null;
  problem_domain: string | null;
  /** The procedure alone; the ids are of this preview. */
  flow_data: FlowDocument;
  /** Of each node, in their order. */
  spans: (Span & { node_id: string })[];
}

export interface DocumentPreview extends Omit<DocumentOutcome, 'procedures' | 'status'> {
  status: DocumentStatus | 'would_import';
  procedures: ProcedurePreview[];
}
