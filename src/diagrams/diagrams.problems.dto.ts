export class DiagramTooLargeProblem {
  /** @example 1200 */
  nodes: number;

  /** @example 3400 */
  edges: number;
}
