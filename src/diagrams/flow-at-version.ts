import type { FlowDocument } from '../flows/document/flow-document.js';

/** A flow as it was or is at one of its versions. */
export interface FlowAtVersion {
  flowId: string;
  title: string;
  description: string | null;
  problemDomain: string | null;
  version: number;
  document: FlowDocument;
}
