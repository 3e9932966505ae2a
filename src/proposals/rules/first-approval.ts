import type { NamedLabel } from '../unsure/unsure-labels.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';

/** What exactly the first of two people approved, as it is stored until the second agrees. */
export interface FirstApproval {
  decision: 'approve' | 'modify';
  notes: string | null;
  /** The document to publish. */
  flow_data: FlowDocument;
  /** The flow's title and description, where they were edited. */
  title?: string;
  description?: string | null;
  /** The version of the flow that the document was approved to follow; null for a new flow. */
  flow_version: number | null;
  accept_regressions: boolean;
  /** What they called labels that no answer clearly said; left out where nothing. */
  labels?: NamedLabel[];
}
