import { describe, expect, it } from '@jest/globals';
import { validateFlowDocument } from '../../src/flows/document/validate-flow-document.js';
import { drawChart } from './chart.js';
import { firstVersion, harmed } from './first-version.js';
import { nodeOf, nodesByText, textKey, wayTo } from './hidden-flow.js';
import { PRINTING, UNKNOWN_AT_FIRST } from './printing.js';
import { pickWeighted, randomFrom } from './random.js';
import { Deskwork, teamOf, type Call, type Standing } from './technician.js';
import { drawTicket } from './ticket.js';

const CAUSES = Object.keys(PRINTING.causes);

describe('the hidden procedure', () => {
  it('has one way to each cause, which begins with a question and ends with its action', () => {
    for (const cause of CAUSES) {
      const way = wayTo(PRINTING, cause) ?? [];
      expect(way[0]?.nodeId).toBe(PRINTING.root);
      expect(way.at(-1)).toEqual({ nodeId: cause, answer: null });
      expect(nodeOf(PRINTING, cause).kind).toBe('action');
    }
    expect(wayTo(PRINTING, 'nothing')).toBeNull();
  });

  it('knows every node by each of its wordings, and no two nodes by the same', () => {
    const wordings = Object.values(PRINTING.nodes).flatMap((node) => node.wordings);
    expect(nodesByText(PRINTING).size).toBe(wordings.length);
    expect(nodesByText(PRINTING).get(textKey('IS THE display of the printer lit'))).toBe('powered');
  });
});

describe('the first version', () => {
  const document = firstVersion(PRINTING, UNKNOWN_AT_FIRST);

  it('is a sound flow without the unknown ends and the questions that lead only there', () => {
    expect(validateFlowDocument(document).ok).toBe(true);
    const ids = document.nodes.map(({ id }) => id);
    for (const id of [...UNKNOWN_AT_FIRST, 'paused']) expect(ids).not.toContain(id);
    expect(ids).toContain('server');
  });

  it('is the whole procedure where nothing is unknown', () => {
    expect(firstVersion(PRINTING, []).nodes).toHaveLength(Object.keys(PRINTING.nodes).length + 1);
  });

  it('is harmed in one text and nothing else', () => {
    const worse = harmed(document, 'online', 'Install Windows again.');
    expect(validateFlowDocument(worse).ok).toBe(true);
    expect(worse.nodes.filter(({ text }, i) => text !== document.nodes[i]?.text)).toHaveLength(1);
  });
});

describe('tickets', () => {
  it('answer every question, and those on the way to the cause as it needs', () => {
    for (let number = 1; number <= 200; number++) {
      const ticket = drawTicket(PRINTING, number, randomFrom(number));
      for (const { nodeId, answer } of wayTo(PRINTING, ticket.cause) ?? [])
        if (answer !== null) expect(ticket.answers.get(nodeId)).toBe(answer);
    }
  });

  it('come as often as their causes weigh', () => {
    const random = randomFrom(7);
    const items = [
      { item: 'often', weight: 9 },
      { item: 'seldom', weight: 1 },
    ];
    const drawn = Array.from({ length: 5000 }, () => pickWeighted(random, items));
    const share = drawn.filter((item) => item === 'seldom').length / drawn.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
  });
});

describe('a technician', () => {
  const desk = new Deskwork(PRINTING);
  const able = { name: 'Able', skill: 1, slips: 0, tongue: 1 };
  const callOf = (cause: string, technician = able): Call => {
    const ticket = { ...drawTicket(PRINTING, 1, randomFrom(1)), cause };
    const answers = new Map(ticket.answers);
    for (const { nodeId, answer } of wayTo(PRINTING, cause) ?? [])
      if (answer !== null) answers.set(nodeId, answer);
    return { ticket: { ...ticket, answers }, technician, random: randomFrom(2), solved: false };
  };
  const question = (id: string, options: string[]): Standing => ({
    kind: 'question',
    text: nodeOf(PRINTING, id).wordings[2] ?? '',
    options,
  });

  it('answers as the call is, whatever the wording of the question', () => {
    expect(desk.next(callOf('toner'), question('others', ['yes', 'no']))).toMatchObject({
      do: 'answer',
      label: 'no',
    });
  });

  it('leaves the flow where it has no such answer, with the rest of the way in words of their own', () => {
    const call = callOf('toner');
    const move = desk.next(call, question('shows', ['paper jam', 'ready']));
    expect(move).toEqual({
      do: 'leave',
      answered: 'toner empty',
      steps: [{ kind: 'action', text: nodeOf(PRINTING, 'toner').wordings[1], result: 'solved' }],
    });
    expect(call.solved).toBe(true);
  });

  it('passes the call on where they know no further', () => {
    const call = callOf('toner', { ...able, skill: 0 });
    expect(desk.next(call, question('shows', ['ready']))).toEqual({ do: 'finish', outcome: 'escalated' });
  });

  it('says resolved at the end of the flow only when something helped', () => {
    const end: Standing = { kind: 'resolution', text: 'The page comes out of the printer.', options: [] };
    const call = callOf('jam');
    expect(desk.next(call, end)).toEqual({ do: 'finish', outcome: 'escalated' });
    const action: Standing = { kind: 'action', text: nodeOf(PRINTING, 'jam').wordings[0], options: [''] };
    expect(desk.next(call, action)).toMatchObject({ do: 'go-on' });
    expect(desk.next(call, end)).toEqual({ do: 'finish', outcome: 'resolved' });
    expect(desk.next(callOf('toner'), action)).toMatchObject({ do: 'go-on', words: 'Still nothing' });
  });

  it('ends the call at the action that helped, where the flow goes no further', () => {
    const last: Standing = { kind: 'action', text: nodeOf(PRINTING, 'jam').wordings[0], options: [] };
    expect(desk.next(callOf('jam'), last)).toEqual({ do: 'finish', outcome: 'resolved' });
    expect(desk.next(callOf('toner'), last)).toEqual({ do: 'finish', outcome: 'escalated' });
  });

  it('is one of a team that the seed decides', () => {
    expect(teamOf(30, randomFrom(3))).toEqual(teamOf(30, randomFrom(3)));
    expect(new Set(teamOf(30, randomFrom(3)).map(({ name }) => name)).size).toBe(30);
  });
});

describe('the chart', () => {
  it('draws every series, leaves gaps out, and escapes words', () => {
    const svg = drawChart(
      'A <title>',
      [
        { name: 'success', colour: '#0072b2', dash: '', values: [0, null, 1] },
        { name: 'deviations', colour: '#d55e00', dash: '6 3', values: [1, 0.5, 0] },
      ],
      [{ round: 2, text: 'version 2 & more' }],
    );
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain('A &lt;title&gt;');
    expect(svg).toContain('version 2 &amp; more');
    expect(svg).not.toContain('NaN');
  });
});
