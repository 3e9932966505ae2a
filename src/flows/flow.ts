import type { FlowDocument } from './document/flow-document.js';

export const FLOW_STATUSES = ['published', 'archived'] as const;
export type FlowStatus = (typeof FLOW_STATUSES)[number];

/** A flow as it stands, with the document of its current version. */
export interface CurrentFlow {
  flowId: string;
  title: string;
  description: string | null;
  problemDomain: string | null;
  teamId: string | null;
  status: FlowStatus;
  /** The flow that holds all of this archived one, if it was merged. */
  mergedInto: string | null;
  version: number;
  document: FlowDocument;
}

/** What every published version is told about itself. */
export interface Publication {
  document: FlowDocument;
  /** The proposal that it came from. */
  proposalId: string | null;
  changeSummary: string | null;
}

export interface NewFlow extends Publication {
  title: string;
  description: string | null;
  problemDomain: string | null;
  teamId: string | null;
}

export interface NextVersion extends Publication {
  flowId: string;
  /** The version that the document builds on; if it is no longer the current one, nothing is published. */
  expectedVersion: number;
  /** The flow's new title and description; what is left out stays. */
  title?: string;
  description?: string | null;
}
