import { describe, expect, it } from '@jest/globals';
import { ticketNote } from './ticket-note.js';
import type { Walk, WalkEntry } from './walk.queries.js';

const entry = (seq: number, more: Partial<WalkEntry>): WalkEntry => ({
  ...{ seq, kind: 'answer', node_id: 'n', text: 'Is it on?', edge_id: 'e', condition: 'no', to_node_id: 'm' },
  ...{ undoes: null, step: null, instead: false, words: null, note: null, seconds: 3 },
  ...{ at: '2026-01-01T00:00:00Z', by: null },
  ...more,
});

const WALK: Walk = {
  ...{ id: 'w', version: 5, status: 'resolved', flow_id: 'f', flow_title: 'Lamp is dark', flow_version: 2 },
  ...{ newer_version: null, flow_status: 'published', problem: 'No light in room 4', problem_domain: null },
  ...{ linked_ticket_id: null, linked_ticket_kind: null, technician_id: 't', technician_name: 'Ann Oak' },
  ...{ team_id: null, current_node_id: 'n9', entry_count: 4, deviation_count: 1, outcome: 'resolved' },
  ...{ outcome_confirmed: true, escalated_to: null, notes: 'The fuse was loose', session_id: null },
  ...{ created_at: '', updated_at: '', finished_at: '', confirmed_at: '', reopened_at: null },
  ...{ entry_node_id: 'n', options: [], at_end: false, can_go_back: false },
  current_node: { id: 'n9', kind: 'resolution', text: 'The lamp shines.' },
  walked_path: [
    entry(1, { words: 'it stays dark' }),
    entry(2, { text: 'Switch it on', kind: 'step', condition: null, note: 'twice' }),
    entry(3, { text: 'Wrong turn', condition: 'yes' }),
    entry(4, { kind: 'back', undoes: 3, condition: null }),
    entry(5, {
      kind: 'deviation',
      condition: null,
      step: { kind: 'action', text: 'Push the fuse in', result: 'light' },
    }),
    entry(6, { kind: 'finish', condition: null }),
  ],
};

describe('the note for the ticket', () => {
  it('tells in plain text what was asked, answered and done', () => {
    expect(ticketNote(WALK, 'text')).toBe(
      [
        'Lamp is dark (version 2)',
        'Problem: No light in room 4',
        '',
        '1. Is it on? → no (“it stays dark”)',
        '2. Switch it on [twice]',
        '3. Push the fuse in → light (not in the flow)',
        '',
        'Solved, confirmed by the caller: The lamp shines.',
        'The fuse was loose',
      ].join('\n'),
    );
  });

  it('says of an open walk where it stands', () => {
    const open: Walk = { ...WALK, outcome: null, status: 'active' };
    expect(ticketNote(open, 'text')).toContain('Still open at: The lamp shines.');
  });

  it('keeps what was typed from being markup', () => {
    const walk: Walk = { ...WALK, problem: '# <b>*hot*</b>\n- [x](http://a)' };
    const [, problem] = ticketNote(walk, 'markdown').split('\n');
    expect(problem).toBe('Problem: \\# \\<b\\>\\*hot\\*\\</b\\> \\- \\[x\\]\\(http://a\\)');
  });

  it('is one line a step, whatever was typed', () => {
    const walk: Walk = { ...WALK, walked_path: [entry(1, { words: 'first\nsecond\n\nthird' })] };
    expect(ticketNote(walk, 'text')).toContain('(“first second third”)');
  });
});
