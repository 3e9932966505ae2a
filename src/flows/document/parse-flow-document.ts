import { invalid } from '../../kernel/errors/domain-error.js';
import type { FlowDocument } from './flow-document.js';
import { validateFlowDocument } from './validate-flow-document.js';

/**
 * The flow document that a request carries at `pointer`, such as `/proposed_flow_data`.
 * @throws DomainError 422 with the faults, the pointer of each beginning at `pointer`
 */
export function parseFlowDocument(input: unknown, pointer: string): FlowDocument {
  const result = validateFlowDocument(input);
  if (result.ok) return result.document;
  const faults = result.faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer }));
  throw invalid(faults, undefined, result.more);
}
