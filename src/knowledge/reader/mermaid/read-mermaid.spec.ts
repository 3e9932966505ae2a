import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagramOfChange, diagramOfFlow, diagramOfNewFlow } from '../../../diagrams/diagram.js';
import { diagramMermaid } from '../../../diagrams/text/mermaid.js';
import { oneLine } from '../../../flows/document/one-line.js';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import { labelKey } from '../../../flows/document/edge-condition.js';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../../flows/document/flow-document.example.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import { readMermaid } from './read-mermaid.js';

const HEADING = { title: 'Printer: "offline"', caption: 'Version 3 · printing' };

/** Whitespace and what cannot be seen is not what a drawing keeps. */
const shown = (text: string) => oneLine(text).replace(/\s+/g, '');
const shownLabel = (label: string) =>
  labelKey(shown(label)) === 'any' || shown(label) === 'anyother' ? 'any' : shown(label);

/** What a flow says, without the ids: nodes by the order of their list in the drawing. */
function said(document: FlowDocument): unknown {
  const texts = new Map(document.nodes.map(({ id, kind, text }) => [id, `${kind} ${shown(text) || '-'}`]));
  const sorted = (list: string[]) => [...list].sort();
  return {
    entries: document.entries.map((id) => texts.get(id)),
    nodes: sorted([...texts.values()]),
    edges: sorted(
      document.edges.map(
        ({ from, to, condition }) =>
          `${texts.get(from)} -> ${texts.get(to)} if ${condition ? shownLabel(condition.label) : null}`,
      ),
    ),
  };
}

/** Whether a drawing tells its conditions apart: no two are the same once what cannot be seen is gone. */
function isTellable({ nodes, edges }: FlowDocument): boolean {
  const keys = edges.map(({ from, condition }, index) =>
    condition ? `${from} ${labelKey(shownLabel(condition.label))}` : `${index}`,
  );
  const labelled = edges.every(({ condition }) => !condition || shown(condition.label) !== '');
  return labelled && new Set(keys).size === keys.length && nodes.every(({ text }) => shown(text) !== '');
}

function flowOf(text: string): FlowDocument {
  const { procedures, nothing } = readMermaid(text, 'chart.mmd');
  if (!procedures[0]) throw new Error(nothing ?? 'no flow');
  return procedures[0].document;
}

describe('a drawing of this program', () => {
  it('comes back as the flow that it was drawn from', () => {
    const reading = readMermaid(diagramMermaid(diagramOfFlow(PRINTER_OFFLINE, HEADING)), 'x.mmd');
    expect(reading.procedures[0]).toMatchObject({ title: 'Printer: "offline"', problemDomain: 'printing' });
    expect(said(flowOf(diagramMermaid(diagramOfFlow(PRINTER_OFFLINE, HEADING))))).toEqual(
      said(PRINTER_OFFLINE),
    );
  });

  it('comes back equal, whatever the flow, in so far as a drawing says it', () => {
    fc.assert(
      fc.property(arbitraryFlow(), (flow) => {
        fc.pre(isTellable(flow));
        expect(said(flowOf(diagramMermaid(diagramOfFlow(flow, HEADING))))).toEqual(said(flow));
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where it draws a change', () => {
    const change = diagramOfChange(PRINTER_OFFLINE_LATER, PRINTER_OFFLINE_DIFF, HEADING);
    for (const diagram of [change, diagramOfNewFlow(PRINTER_OFFLINE, HEADING)]) {
      expect(readMermaid(diagramMermaid(diagram), 'x.mmd')).toMatchObject({
        procedures: [],
        nothing: 'The flowchart draws what a proposal changes; export the flow instead',
      });
    }
  });
});

describe('a flowchart', () => {
  it('is read with its shapes, labels, chains, groups, subgraphs and comments', () => {
    const text = `%% how we do it
flowchart TD
  start([Start]) --> ping{"Does it answer<br>a ping?"}
  ping -->|yes| port[Set the port] & spool[Restart the spooler]; ping -- no --> cable(Reseat the cable)
  subgraph after [What comes after]
    direction LR
    port --> spool -.-> done((Done))
    cable ==> done
  end
  ping -. unsure .-> help[[Escalate to the vendor]]:::red
  classDef red fill:#f00
  style port fill:#fff
`;
    const flow = flowOf(text);
    expect(flow.nodes.map(({ kind, text }) => [kind, text])).toEqual([
      ['question', 'Does it answer\na ping?'],
      ['action', 'Set the port'],
      ['action', 'Restart the spooler'],
      ['action', 'Reseat the cable'],
      ['resolution', 'Done'],
      ['escalation', 'Escalate to the vendor'],
    ]);
    expect(flow.entries).toEqual(['n1']);
    expect(flow.edges.map(({ from, to, condition }) => [from, to, condition?.label ?? null])).toEqual([
      ['n1', 'n2', 'yes'],
      ['n1', 'n3', 'yes: Restart the spooler'],
      ['n1', 'n4', 'no'],
      ['n2', 'n3', null],
      ['n3', 'n5', null],
      ['n4', 'n5', null],
      ['n1', 'n6', 'unsure'],
    ]);
  });

  it('keeps where each node stands', () => {
    const text = 'graph LR\nA[Open it] --> B{Is it on?}\nB -->|no| C[Press the button]\n';
    const [procedure] = readMermaid(text, 'x.mmd').procedures;
    const span = procedure?.spans.get('n3');
    expect(span?.start_line).toBe(3);
    expect(text.slice(span?.start_offset, span?.end_offset)).toBe('C[Press the button]');
  });

  it('with a way back tells the way as a step, and says so', () => {
    const [procedure] = readMermaid(
      'graph TD\nA[Restart] --> B{Works?}\nB -->|no| A\nB -->|yes| C[Close it]',
      'x',
    ).procedures;
    expect(validateFlowDocument(procedure?.document)).toMatchObject({ ok: true });
    expect(procedure?.document.nodes.at(-1)).toMatchObject({ kind: 'info', text: 'Go back to: Restart' });
    expect(procedure?.faults).toEqual([
      expect.objectContaining({ detail: expect.stringContaining('a flow has no cycles') }),
    ]);
  });

  it.each([
    ['sequenceDiagram\nA->>B: hi', 'Line 1: A flowchart begins with'],
    ['flowchart TD\nA[open --> B', 'Line 2: The shape that "[" opens is not closed'],
    ['flowchart TD\nsubgraph x\nA --> B', 'A subgraph is not ended'],
    ['flowchart TD\nA --> ', 'Line 2: A node is expected'],
    ['flowchart TD\nend', '"end" without a subgraph'],
    ['flowchart TD\nA[Only one]', 'has no arrows'],
    ['flowchart TD\n', 'has no nodes'],
  ])('that cannot be read says why: %j', (text, reason) => {
    const reading = readMermaid(text, 'x.mmd');
    expect(reading.procedures).toEqual([]);
    expect(reading.nothing).toContain(reason);
  });

  it('gives a valid flow or a reason, whatever the text', () => {
    const word = fc.constantFrom(
      ...['A', 'B', 'C', '-->', '---', '|yes|', '-- no -->', '[x]', '{y?}', '((z))', '&', '\n', ';', ' '],
      ...[
        'subgraph s',
        'end',
        '%% c',
        '"',
        '[',
        '}',
        ':::k',
        '-.->',
        '==>',
        '~~~',
        '@{ shape: diam }',
        '<br>',
        '#35;',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 40 }), (words) => {
        const { procedures, nothing } = readMermaid(`flowchart TD\n${words.join('')}`, 'x');
        for (const { document, spans } of procedures) {
          expect(validateFlowDocument(document)).toEqual({ ok: true, document });
          expect([...spans.keys()].sort()).toEqual(document.nodes.map(({ id }) => id).sort());
        }
        expect(procedures.length > 0).toBe(nothing === null);
      }),
      { numRuns: 500 },
    );
  });
});
