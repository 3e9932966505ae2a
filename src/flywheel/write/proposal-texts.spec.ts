import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { action, question } from '../core/sessions.testing.js';
import { proposalDescription, proposalTitle } from './proposal-texts.js';

const document: FlowDocument = {
  schema_version: 1,
  entries: ['web'],
  nodes: [
    { id: 'forget', kind: 'action', text: 'Remove the entries' },
    { id: 'web', kind: 'question', text: 'Does Outlook on the web work?' },
  ],
  edges: [{ id: 'e1', from: 'web', to: 'forget', condition: { label: 'yes' } }],
};
const NEW_FLOW = { type: 'new_flow', reason: 'Nothing similar is known.' } as const;
const session = {
  origin: 'ai_assist',
  opening: 'I am Ann, and it asks for the password hunter2',
  resolutionSummary: null as string | null,
  steps: [question('Does Outlook on the web work?'), action('Remove the entries'), question('Does it work?')],
} as const;

describe('what a proposal covers', () => {
  it('is, of a new flow, where it begins and what its session says that helped', () => {
    const resolutionSummary = ' The saved password was an old one ';
    expect(proposalDescription(NEW_FLOW, { ...session, resolutionSummary }, document)).toBe(
      'Begins with: Does Outlook on the web work? ' +
        'What helped in the session that it comes from: The saved password was an old one.',
    );
  });

  it.each([null, '  '])('names the last action where the session has the summary %j', (resolutionSummary) => {
    expect(proposalDescription(NEW_FLOW, { ...session, resolutionSummary }, document)).toBe(
      'Begins with: Does Outlook on the web work? ' +
        'What helped in the session that it comes from: Remove the entries.',
    );
  });

  it('never repeats what a user said', () => {
    expect(proposalDescription(NEW_FLOW, session, document)).not.toMatch(/Ann|hunter2/);
  });

  it('is what an imported document says of itself, and whence it came', () => {
    const imported = {
      ...session,
      origin: 'kb_import',
      resolutionSummary: 'Imported from outlook.md',
    } as const;
    expect(proposalDescription(NEW_FLOW, { ...imported, opening: 'When Outlook asks again' }, document)).toBe(
      'When Outlook asks again. Imported from outlook.md.',
    );
    expect(proposalDescription(NEW_FLOW, { ...imported, opening: null }, document)).toBe(
      'Begins with: Does Outlook on the web work? Imported from outlook.md.',
    );
  });

  it('is, of a change, why it was made', () => {
    const change = { type: 'enhancement', reason: 'The session differs.' } as const;
    expect(proposalDescription(change, session, document)).toBe('The session differs.');
  });

  it('is short, however much is told', () => {
    const resolutionSummary = '😀'.repeat(100_000);
    expect(
      [...proposalDescription(NEW_FLOW, { ...session, resolutionSummary }, document)].length,
    ).toBeLessThan(600);
  });
});

describe('the title of a proposal', () => {
  it('says what it is to the flow, within the length of the column', () => {
    expect(proposalTitle('branch_addition', ' Printer offline ')).toBe('New branch: Printer offline');
    const long = proposalTitle('new_flow', '😀'.repeat(300));
    expect([...long]).toHaveLength(255);
    expect(long.endsWith('…')).toBe(true);
  });
});
