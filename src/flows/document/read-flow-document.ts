import type { FaultList } from '../../kernel/errors/fault-list.js';
import { memberPointer } from '../../kernel/errors/json-pointer.js';
import { FLOW_SCHEMA_VERSION, NODE_KINDS, type EdgeCondition, type NodeKind } from './flow-document.js';
import { FLOW_ID_PATTERN, FLOW_LIMITS } from './flow-limits.js';

/**
 * What could be read of a document. A list is undefined when it is no list or too long; a member of it is
 * undefined when its type is wrong. Indexes are those of the input, so faults found later can point there.
 */
export interface ReadDocument {
  entries?: (string | undefined)[];
  nodes?: ReadNode[];
  edges?: ReadEdge[];
}

export interface ReadNode {
  id?: string;
  kind?: NodeKind;
}

export interface ReadEdge {
  id?: string;
  from?: string;
  to?: string;
  condition?: EdgeCondition | null;
}

type Members = Record<string, unknown>;

/** Reads the shape of a document and every value by itself; how they hang together is not looked at. */
export function readFlowDocument(input: unknown, faults: FaultList): ReadDocument {
  const members = readObject(input, '', ['schema_version', 'entries', 'nodes', 'edges'], faults);
  if (!members) return {};
  if (has(members, 'schema_version') && members['schema_version'] !== FLOW_SCHEMA_VERSION)
    faults.add('/schema_version', `must be ${FLOW_SCHEMA_VERSION}`);
  return {
    entries: readList(members, 'entries', 1, faults)?.map((entry, index) =>
      readString(entry, `/entries/${index}`, faults),
    ),
    nodes: readList(members, 'nodes', 1, faults)?.map((node, index) =>
      readNode(node, `/nodes/${index}`, faults),
    ),
    edges: readList(members, 'edges', 0, faults)?.map((edge, index) =>
      readEdge(edge, `/edges/${index}`, faults),
    ),
  };
}

function readNode(input: unknown, pointer: string, faults: FaultList): ReadNode {
  const members = readObject(input, pointer, ['id', 'kind', 'text'], faults);
  if (!members) return {};
  if (has(members, 'text')) readText(members['text'], `${pointer}/text`, FLOW_LIMITS.text, faults);
  return {
    id: readId(members, pointer, faults),
    kind: has(members, 'kind') ? readKind(members['kind'], `${pointer}/kind`, faults) : undefined,
  };
}

function readEdge(input: unknown, pointer: string, faults: FaultList): ReadEdge {
  const members = readObject(input, pointer, ['id', 'from', 'to', 'condition'], faults);
  if (!members) return {};
  const end = (key: 'from' | 'to') =>
    has(members, key) ? readString(members[key], `${pointer}/${key}`, faults) : undefined;
  return {
    id: readId(members, pointer, faults),
    from: end('from'),
    to: end('to'),
    condition: has(members, 'condition')
      ? readCondition(members['condition'], `${pointer}/condition`, faults)
      : undefined,
  };
}

function readCondition(input: unknown, pointer: string, faults: FaultList): EdgeCondition | null | undefined {
  if (input === null) return null;
  const members = readObject(input, pointer, ['label'], faults);
  if (!members || !has(members, 'label')) return undefined;
  const label = readText(members['label'], `${pointer}/label`, FLOW_LIMITS.label, faults);
  return label === undefined ? undefined : { label };
}

/** The members of a JSON object; what is missing or unknown is a fault. */
function readObject(
  input: unknown,
  pointer: string,
  keys: readonly string[],
  faults: FaultList,
): Members | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    faults.add(pointer, input === undefined ? 'is required' : 'must be an object');
    return undefined;
  }
  const members = input as Members;
  for (const key of keys) if (!has(members, key)) faults.add(memberPointer(pointer, key), 'is required');
  for (const key of Object.keys(members))
    if (!keys.includes(key)) faults.add(memberPointer(pointer, key), 'is no property of the schema');
  return members;
}

/** Of the names that the schema has no object inherits any. */

function has(members: Members, key: string): boolean {
  return members[key] !== undefined;
}

function readList(
  members: Members,
  key: 'entries' | 'nodes' | 'edges',
  least: number,
  faults: FaultList,
): unknown[] | undefined {
  if (!has(members, key)) return undefined;
  const input = members[key];
  if (!isList(input)) faults.add(`/${key}`, 'must be a list');
  else if (input.length < least) faults.add(`/${key}`, `must have at least ${least}`);
  else if (input.length > FLOW_LIMITS[key])
    faults.add(`/${key}`, `must have at most ${FLOW_LIMITS[key]}, has ${input.length}`);
  else return input;
  return undefined;
}

/** `Array.isArray` alone would make the items `any`. */
function isList(input: unknown): input is unknown[] {
  return Array.isArray(input);
}

function readString(input: unknown, pointer: string, faults: FaultList): string | undefined {
  if (typeof input === 'string') return input;
  faults.add(pointer, 'must be a string');
  return undefined;
}

/** An id that breaks the pattern is a fault, yet is returned: what refers to it is not at fault too. */
function readId(members: Members, parent: string, faults: FaultList): string | undefined {
  if (!has(members, 'id')) return undefined;
  const pointer = `${parent}/id`;
  const id = readString(members['id'], pointer, faults);
  if (id !== undefined && !FLOW_ID_PATTERN.test(id))
    faults.add(
      pointer,
      `must be 1 to ${FLOW_LIMITS.id} letters, digits or . _ : - and begin with a letter or digit`,
    );
  return id;
}

function readKind(input: unknown, pointer: string, faults: FaultList): NodeKind | undefined {
  const kind = NODE_KINDS.find((known) => known === input);
  if (kind === undefined) faults.add(pointer, `must be one of ${NODE_KINDS.join(', ')}`);
  return kind;
}

function readText(input: unknown, pointer: string, limit: number, faults: FaultList): string | undefined {
  const text = readString(input, pointer, faults);
  if (text === undefined) return undefined;
  if (text.trim() === '') faults.add(pointer, 'must not be blank');
  if (isLongerThan(text, limit)) faults.add(pointer, `must have at most ${limit} characters`);
  // PostgreSQL's jsonb stores neither.
  if (text.includes('\0') || !text.isWellFormed())
    faults.add(pointer, 'must not contain the character U+0000 or half of a surrogate pair');
  return text;
}

function isLongerThan(text: string, characters: number): boolean {
  // A character takes at most two code units, so most texts need no counting.
  if (text.length <= characters) return false;
  return text.length > 2 * characters || Array.from(text).length > characters;
}
