import type { FlowDocument, FlowEdge } from './flow-document.js';
import { validateFlowDocument } from './validate-flow-document.js';

export function pointersOf(input: unknown): string[] {
  const result = validateFlowDocument(input);
  return result.ok ? [] : result.faults.map((fault) => fault.pointer);
}

export function faultsOf(input: unknown) {
  const result = validateFlowDocument(input);
  return result.ok ? [] : result.faults;
}

/** A copy of JSON with the value at a path set, or taken out when `value` is undefined. */
export function withValue(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(json)) return json.map((item, i) => (i === key ? withValue(item, rest, value) : item));
  const members = Object.entries(json as object);
  const changed = withValue(new Map<unknown, unknown>(members).get(key), rest, value);
  return Object.fromEntries(
    [...members.filter(([name]) => name !== key), [key, changed]].filter(
      ([, member]) => member !== undefined,
    ),
  );
}

export const withEdge = (document: FlowDocument, edge: FlowEdge): FlowDocument => ({
  ...document,
  edges: [...document.edges, edge],
});
