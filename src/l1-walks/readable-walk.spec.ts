import { describe, expect, it } from '@jest/globals';
import type { Role } from '../kernel/http/actor.js';
import { systemActor } from '../kernel/http/actor.js';
import { readableBy, withReadablePath } from './readable-walk.js';
import type { WalkRow } from './walks.view.js';
import type { PathEntry } from './walking/walked-path.js';

const ENTRY: PathEntry = {
  seq: 1,
  kind: 'answer',
  node_id: 'q',
  edge_id: 'e1',
  condition: 'yes',
  to_node_id: 'a',
  undoes: null,
  step: null,
  instead: false,
  words: 'yes, it is Marten-55x',
  note: 'called on +44 20 7946 0958',
  seconds: 1,
  at: '2026-03-02T08:51:12.504Z',
  by: null,
};
const STEP: PathEntry = {
  ...ENTRY,
  kind: 'deviation',
  node_id: 'a',
  step: { kind: 'question', text: 'What is your PIN?', result: '7731' },
  words: null,
};
const ROW = {
  problem: 'Gate of nils@gate.example stays shut',
  notes: 'Ask nils@gate.example',
  escalated_to: 'gate team',
  walked_path: [ENTRY, STEP],
  flow_data: {
    nodes: [
      { id: 'q', kind: 'question', text: 'Is the password of the gate the old one?' },
      { id: 'a', kind: 'action', text: 'Reset the gate.' },
    ],
  },
} as unknown as WalkRow;
const actor = (role: Role) => ({ ...systemActor('account'), role });

describe('a walk', () => {
  it.each(['engineer', 'reviewer', 'admin'] as const)('is read whole by the role %s', (role) => {
    expect(withReadablePath(actor(role), ROW)).toBe(ROW);
    expect(readableBy(actor(role), ROW)).toBe(ROW);
  });

  it('is read without what is private by viewers', () => {
    const text = JSON.stringify(withReadablePath(actor('viewer'), ROW));
    for (const secret of ['nils', 'Marten', '7946', '7731']) expect(text).not.toContain(secret);
    expect(readableBy(actor('viewer'), ROW)).toMatchObject({
      problem: 'Gate of [redacted: email] stays shut',
      notes: 'Ask [redacted: email]',
      escalated_to: 'gate team',
    });
  });
});
