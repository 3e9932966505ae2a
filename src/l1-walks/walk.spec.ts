import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryFlow } from '../flows/document/arbitrary-flow.testing.js';
import { PRINTER_OFFLINE } from '../flows/document/flow-document.example.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import {
  countDeviations,
  deviate,
  finish,
  goOn,
  nodeOf,
  optionsAt,
  passedBy,
  pickEdge,
  takeBack,
  WALK_STATES,
  type Move,
  type WalkPosition,
} from './walk.js';
import { effectivePath, type PathEntry } from './walking/walked-path.js';

const SILENT = { words: null, note: null };
const BEGAN = new Date('2026-03-02T08:00:00.000Z');
const AT = { at: new Date('2026-03-02T08:00:02.500Z'), by: 'tom' };
const STEP = { kind: 'action', text: 'Update the firmware.', result: 'it prints' } as const;

const begin = (document: FlowDocument): WalkPosition => ({
  currentNodeId: document.entries[0] ?? '',
  createdAt: BEGAN,
  path: [],
});

const after = (position: WalkPosition, { entry, currentNodeId }: Move): WalkPosition => ({
  ...position,
  currentNodeId,
  path: [...position.path, entry],
});

/** Takes the option of this number, counted round. */
function forward(document: FlowDocument, position: WalkPosition, number: number): WalkPosition {
  const options = optionsAt(document, position.currentNodeId);
  const option = options[number % options.length];
  if (!option) return position;
  const node = nodeOf(document, position.currentNodeId);
  return after(position, goOn(position, node, option.edge, SILENT, AT));
}

function back(position: WalkPosition): WalkPosition {
  const move = takeBack(position, SILENT, AT);
  return move ? after(position, move) : position;
}

const walkPrinter = (...conditions: (string | null)[]): WalkPosition =>
  conditions.reduce((position, condition) => {
    const options = optionsAt(PRINTER_OFFLINE, position.currentNodeId);
    const picked = pickEdge(options, { edgeId: null, condition });
    if (!('edge' in picked)) throw new Error(picked.refused);
    return after(
      position,
      goOn(position, nodeOf(PRINTER_OFFLINE, position.currentNodeId), picked.edge, SILENT, AT),
    );
  }, begin(PRINTER_OFFLINE));

describe('picking a way on', () => {
  const at = (nodeId: string) => optionsAt(PRINTER_OFFLINE, nodeId);
  const pick = (nodeId: string, edgeId: string | null, condition: string | null) => {
    const picked = pickEdge(at(nodeId), { edgeId, condition });
    return 'edge' in picked ? picked.edge.id : picked.refused;
  };

  it.each([
    ['a condition', 'ping', null, 'no', 'e2'],
    ['a condition in another case', 'ping', null, ' YES ', 'e1'],
    ['the condition for what fits no other', 'ping', null, 'any', 'e3'],
    ['an edge', 'ping', 'e2', null, 'e2'],
    ['an edge with its condition', 'ping', 'e2', 'No', 'e2'],
    ['nothing, after an action with one way on', 'cable', null, null, 'e4'],
    ['a condition that is none', 'ping', null, 'perhaps', 'no_such_answer'],
    ['an edge with the condition of another', 'ping', 'e2', 'yes', 'no_such_answer'],
    ['an edge of another node', 'ping', 'e4', null, 'no_such_edge'],
    ['a condition after an action that has none', 'cable', null, 'yes', 'no_such_answer'],
    ['nothing, to a question', 'ping', null, null, 'unsaid'],
    ['anything at the end', 'printed', null, null, 'at_end'],
    ['an edge at the end', 'printed', 'e1', 'yes', 'at_end'],
  ])('takes %s', (_what, nodeId, edgeId, condition, expected) => {
    expect(pick(nodeId, edgeId, condition)).toBe(expected);
  });

  it('asks which, where several ways have no condition', () => {
    const edges = ['a', 'b'].map((id) => ({ id, from: 'cable', to: 'printed', condition: null }));
    const options = edges.map((edge) => ({ edge, to: nodeOf(PRINTER_OFFLINE, edge.to) }));
    expect(pickEdge(options, { edgeId: null, condition: null })).toEqual({ refused: 'unsaid' });
    expect(pickEdge(options, { edgeId: 'b', condition: null })).toEqual({ edge: edges[1] });
  });
});

describe('an entry', () => {
  it('of an answer says where, which way, where to, and how long it took', () => {
    const position = forward(PRINTER_OFFLINE, begin(PRINTER_OFFLINE), 0);
    expect(position.path).toEqual([
      {
        seq: 1,
        kind: 'answer',
        node_id: 'ping',
        edge_id: 'e1',
        condition: 'yes',
        to_node_id: 'port',
        undoes: null,
        step: null,
        instead: false,
        words: null,
        note: null,
        seconds: 2.5,
        at: '2026-03-02T08:00:02.500Z',
        by: 'tom',
      },
    ]);
    expect(forward(PRINTER_OFFLINE, position, 0).path[1]).toMatchObject({
      seq: 2,
      node_id: 'port',
      seconds: 0,
    });
  });

  it('of a deviation leaves the walk where it is, and so does the end', () => {
    const begun = begin(PRINTER_OFFLINE);
    const deviated = after(begun, deviate(begun, STEP, true, { words: 'Neither.', note: 'n' }, AT));
    expect(deviated).toMatchObject({ currentNodeId: 'ping' });
    expect(deviated.path[0]).toMatchObject({
      kind: 'deviation',
      node_id: 'ping',
      to_node_id: null,
      step: STEP,
      instead: true,
      words: 'Neither.',
      note: 'n',
    });
    const ended = after(deviated, finish(deviated, AT));
    expect(ended).toMatchObject({ currentNodeId: 'ping' });
    expect(ended.path[1]).toMatchObject({ kind: 'finish', seq: 2, to_node_id: null });
  });

  it('never tells of less than no time', () => {
    const early = { at: new Date(BEGAN.getTime() - 1000), by: null };
    expect(finish(begin(PRINTER_OFFLINE), early).entry.seconds).toBe(0);
  });
});

describe('taking back', () => {
  it('finds nothing where the walk began', () => {
    expect(takeBack(begin(PRINTER_OFFLINE), SILENT, AT)).toBeNull();
    const there = walkPrinter('yes');
    expect(takeBack(back(there), SILENT, AT)).toBeNull();
  });

  it('takes a deviation back first, and the answer before it next', () => {
    const there = walkPrinter('yes');
    const deviated = after(there, deviate(there, STEP, false, SILENT, AT));
    expect(countDeviations(deviated.path)).toBe(1);
    const once = back(deviated);
    expect(once.path.at(-1)).toMatchObject({ kind: 'back', undoes: 2, node_id: 'port', to_node_id: null });
    expect([once.currentNodeId, countDeviations(once.path)]).toEqual(['port', 0]);
    const twice = back(once);
    expect(twice.path.at(-1)).toMatchObject({
      kind: 'back',
      undoes: 1,
      node_id: 'port',
      edge_id: 'e1',
      condition: 'yes',
      to_node_id: 'ping',
    });
    expect([twice.currentNodeId, effectivePath(twice.path)]).toEqual(['ping', []]);
  });

  it('leaves out of what was passed what was taken back', () => {
    const there = back(walkPrinter('yes', 'yes', null));
    expect(passedBy('ping', there.path)).toEqual({
      nodeIds: ['ping', 'port', 'spooler'],
      edgeIds: ['e1', 'e5'],
    });
  });
});

describe('a walk', () => {
  const choices = fc.array(fc.nat(), { minLength: 45, maxLength: 45 });

  it('by its options ends where the flow ends, in any flow', () => {
    fc.assert(
      fc.property(arbitraryFlow({ maxNodes: 40 }), choices, (document, numbers) => {
        const end = numbers.reduce(
          (position, number) => forward(document, position, number),
          begin(document),
        );
        expect(document.edges.some(({ from }) => from === end.currentNodeId)).toBe(false);
        expect(end.path.length).toBeLessThan(document.nodes.length);
      }),
    );
  });

  /** 0 to 5: an option; 6 and 7: back; 8: a deviation. */
  const act = (document: FlowDocument, position: WalkPosition, number: number): WalkPosition => {
    if (number < 6) return forward(document, position, number);
    return number < 8 ? back(position) : after(position, deviate(position, STEP, false, SILENT, AT));
  };
  const acts = fc.array(fc.nat({ max: 8 }), { maxLength: 40 });

  it('only ever grows at its end, and stands where what still counts leads', () => {
    fc.assert(
      fc.property(arbitraryFlow(), acts, (document, numbers) => {
        let position = begin(document);
        for (const number of numbers) {
          const next = act(document, position, number);
          expect(next.path.slice(0, position.path.length)).toEqual(position.path);
          expect(next.path.map(({ seq }) => seq)).toEqual(next.path.map((_, index) => index + 1));
          position = next;
        }
        const counting = effectivePath(position.path);
        const standing = counting.reduce((at: string, { node_id, to_node_id }: PathEntry) => {
          expect(node_id).toBe(at);
          return to_node_id ?? at;
        }, document.entries[0] ?? '');
        expect(standing).toBe(position.currentNodeId);
        expect(countDeviations(position.path)).toBe(counting.filter(({ step }) => step !== null).length);
      }),
    );
  });

  it('back, and the same again, comes to the same node by the same way', () => {
    fc.assert(
      fc.property(arbitraryFlow(), acts, fc.nat({ max: 5 }), (document, numbers, last) => {
        const before = numbers.reduce((position, number) => act(document, position, number), begin(document));
        const there = forward(document, before, last);
        if (there === before) return;
        const returned = back(there);
        expect(returned.currentNodeId).toBe(before.currentNodeId);
        expect(effectivePath(returned.path)).toEqual(effectivePath(before.path));
        const again = forward(document, returned, last);
        expect(again.currentNodeId).toBe(there.currentNodeId);
        expect(passedBy('x', again.path)).toEqual(passedBy('x', there.path));
      }),
    );
  });
});

describe('the states of a walk', () => {
  it('lead from active to an outcome, and leave only what was resolved to be judged', () => {
    expect(WALK_STATES.next('active', 'walk')).toBe('active');
    for (const outcome of ['resolved', 'escalated', 'abandoned'] as const) {
      expect(WALK_STATES.next('active', outcome)).toBe(outcome);
      expect(WALK_STATES.allows(outcome, 'walk')).toBe(false);
      expect(WALK_STATES.allows(outcome, 'confirm')).toBe(outcome === 'resolved');
      expect(WALK_STATES.allows(outcome, 'reopen')).toBe(outcome === 'resolved');
    }
    expect(WALK_STATES.allows('active', 'confirm')).toBe(false);
  });
});
