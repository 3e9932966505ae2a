import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import { readImportRow } from '../../ai-sessions/import/import-row.js';
import { arbitraryFlow } from '../../flows/document/arbitrary-flow.testing.js';
import { PRINTER_OFFLINE } from '../../flows/document/flow-document.example.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { sessionOfWalk, type FinishedWalk } from './walk-session.js';
import { deviate, finish, goOn, nodeOf, optionsAt, takeBack, type Move, type WalkPosition } from '../walk.js';
import type { DeviationStep } from '../walking/walked-path.js';

const AT = { at: new Date('2026-03-02T08:00:00Z'), by: null };
const FIRMWARE: DeviationStep = { kind: 'action', text: 'Update the firmware.', result: 'it prints' };

type Act =
  { go: string; words?: string } | { deviate: DeviationStep; words?: string; instead?: boolean } | 'back';

function walked(document: FlowDocument, acts: readonly Act[]): Pick<FinishedWalk, 'entryNodeId' | 'path'> {
  const entryNodeId = document.entries[0] ?? '';
  let position: WalkPosition = { currentNodeId: entryNodeId, createdAt: AT.at, path: [] };
  const take = (move: Move | null): void => {
    if (!move) return;
    position = { ...position, currentNodeId: move.currentNodeId, path: [...position.path, move.entry] };
  };
  for (const each of acts) {
    if (each === 'back') take(takeBack(position, { words: null, note: null }, AT));
    else if ('go' in each) {
      const option = optionsAt(document, position.currentNodeId).find(({ edge }) => edge.id === each.go);
      if (!option) throw new Error(`no edge ${each.go} here`);
      const remarks = { words: each.words ?? null, note: null };
      take(goOn(position, nodeOf(document, position.currentNodeId), option.edge, remarks, AT));
    } else {
      const remarks = { words: each.words ?? null, note: null };
      take(deviate(position, each.deviate, each.instead ?? false, remarks, AT));
    }
  }
  take(finish(position, AT));
  return { entryNodeId, path: position.path };
}

const sessionOf = (acts: readonly Act[], over: Partial<FinishedWalk> = {}) =>
  sessionOfWalk({ ...WALK, ...walked(PRINTER_OFFLINE, acts), ...over }, PRINTER_OFFLINE);

const WALK: FinishedWalk = {
  id: '0199c301-4d2e-7a6b-8c1f-3e5d7a9b0c12',
  flowTitle: 'Printer offline',
  problem: 'Nobody  in\naccounts can print.',
  problemDomain: 'printing',
  teamId: null,
  linkedTicketId: '48213',
  linkedTicketKind: 'psa',
  entryNodeId: 'ping',
  path: [],
  outcome: 'resolved',
  outcomeConfirmed: true,
  notes: 'Old firmware.',
};

const said = (acts: readonly Act[], over: Partial<FinishedWalk> = {}): [string, string | null][] =>
  sessionOf(acts, over).steps.map(({ text, result }) => [text, result]);

const PING = 'Does the printer answer a ping from the print server?';
const PORT = 'Does the port of the print queue show the address of the printer?';
const SPOOLER = 'Clear the queue and restart the Print Spooler service.';

describe('the session of a walk', () => {
  it('has the nodes of the way, and then what was done beyond them', () => {
    const session = sessionOf([{ go: 'e1', words: 'Yes, it answers.' }, { go: 'e5' }, { deviate: FIRMWARE }]);
    expect(session).toEqual({
      externalId: 'l1-walk:0199c301-4d2e-7a6b-8c1f-3e5d7a9b0c12',
      title: 'Nobody in accounts can print.',
      problemDomain: 'printing',
      teamId: null,
      origin: 'l1_realtime',
      messages: [
        { role: 'user', content: 'Nobody  in\naccounts can print.' },
        { role: 'assistant', content: PING },
        { role: 'user', content: 'Yes, it answers.' },
        { role: 'assistant', content: PORT },
        { role: 'user', content: 'yes' },
        { role: 'assistant', content: SPOOLER },
        { role: 'assistant', content: 'Update the firmware.' },
        { role: 'user', content: 'it prints' },
      ],
      steps: [
        { kind: 'question', text: PING, result: 'yes' },
        { kind: 'question', text: PORT, result: 'yes' },
        { kind: 'action', text: SPOOLER, result: null },
        FIRMWARE,
      ],
      linkedTicketId: '48213',
      linkedTicketKind: 'psa',
      ending: { outcome: 'resolved', outcomeConfirmed: true, resolutionSummary: 'Old firmware.' },
    });
  });

  it('leaves out what was taken back', () => {
    expect(
      said([{ go: 'e2' }, { deviate: FIRMWARE }, 'back', 'back', { go: 'e1' }, { deviate: FIRMWARE }]),
    ).toEqual([
      [PING, 'yes'],
      [PORT, null],
      ['Update the firmware.', 'it prints'],
    ]);
  });

  it('has what the caller answered where the flow had no way for it', () => {
    expect(said([{ go: 'e1' }, { deviate: FIRMWARE, words: 'There are two ports.' }])[1]).toEqual([
      PORT,
      'There are two ports.',
    ]);
    expect(said([{ go: 'e3', words: 'It answers now and then.' }])[0]).toEqual([
      PING,
      'It answers now and then.',
    ]);
  });

  it('leaves a node out in whose place something else was done', () => {
    expect(said([{ go: 'e1' }, { go: 'e5' }, { deviate: FIRMWARE, instead: true }])).toEqual([
      [PING, 'yes'],
      [PORT, 'yes'],
      ['Update the firmware.', 'it prints'],
    ]);
  });

  it('leaves out a resolution after which more had to be done', () => {
    const end = [{ go: 'e1' }, { go: 'e5' }, { go: 'e8' }];
    expect(said(end).at(-1)).toEqual(['A test page comes out and the printer shows as online.', null]);
    expect(said([...end, { deviate: FIRMWARE }]).slice(-2)).toEqual([
      [SPOOLER, null],
      ['Update the firmware.', 'it prints'],
    ]);
  });

  it('counts the last action as done only where it solved the problem, and a question never', () => {
    const there = [{ go: 'e1' }, { go: 'e5' }];
    expect(said(there)).toHaveLength(3);
    expect(said(there, { outcome: 'escalated' })).toHaveLength(2);
    expect(said([{ go: 'e1' }])).toHaveLength(1);
  });

  it('is named after the flow where nobody told the problem, and is never named too long', () => {
    expect(sessionOf([], { problem: null })).toMatchObject({
      title: 'Printer offline',
      messages: [{ role: 'assistant' }],
    });
    const { title } = sessionOf([], { problem: '😀'.repeat(1000) });
    expect([...title]).toHaveLength(SESSION_LIMITS.title);
  });

  it('is one that could have been sent, whatever was walked', () => {
    const acts = fc.array(fc.nat({ max: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(arbitraryFlow(), acts, (document, numbers) => {
        let current = document.entries[0] ?? '';
        const done: Act[] = [];
        for (const number of numbers) {
          const options = optionsAt(document, current);
          const option = options[number % Math.max(1, options.length)];
          if (number > 5 || !option) done.push({ deviate: FIRMWARE });
          else {
            done.push({ go: option.edge.id });
            current = option.edge.to;
          }
        }
        const session = sessionOfWalk({ ...WALK, ...walked(document, done) }, document);
        const { title, steps, messages } = session;
        const sent = readImportRow({ external_id: 'walk', title, steps, messages });
        expect(sent).toMatchObject({ ok: true, session: { title, steps, messages } });
        expect(steps.filter(({ text }) => text === FIRMWARE.text).length).toBeGreaterThanOrEqual(
          done.filter((each) => each !== 'back' && 'deviate' in each).length,
        );
      }),
    );
  });
});
