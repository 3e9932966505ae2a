import type { FlowEdge } from '../../flows/document/flow-document.js';

/**
 * Reads which way an answer in free words means. Only the flywheel knows how answers are read, so it is asked through
 * this port.
 */
export abstract class AnswerReader {
  /** The edge that the answer means; null where it means none of them for certain. */
  abstract read(question: string, answer: string, edges: readonly FlowEdge[]): FlowEdge | null;
}
