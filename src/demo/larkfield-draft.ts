import type { FlowDocument } from '../flows/document/flow-document.js';

/** The flow that an engineer of the demo account drafts by hand: what to do when somebody leaves. */
export const leaverFlow: FlowDocument = {
  schema_version: 1,
  entries: ['block'],
  nodes: [
    { id: 'block', kind: 'action', text: 'Block the sign-in of the leaver and revoke all sessions.' },
    { id: 'takes-over', kind: 'question', text: 'Does somebody take over the mailbox of the leaver?' },
    {
      id: 'convert',
      kind: 'action',
      text: 'Convert the mailbox to a shared mailbox and give Full Access to the person who takes over.',
    },
    {
      id: 'keep',
      kind: 'action',
      text: 'Keep the mailbox for 30 days and set an automatic reply that names the office.',
    },
    {
      id: 'licences',
      kind: 'action',
      text: 'Remove the licences of the leaver and note the date in the ticket.',
    },
    { id: 'done', kind: 'resolution', text: 'The leaver has no access, and the mail reaches somebody.' },
  ],
  edges: [
    { id: 'block-takes-over', from: 'block', to: 'takes-over', condition: null },
    { id: 'takes-over-convert', from: 'takes-over', to: 'convert', condition: { label: 'yes' } },
    { id: 'takes-over-keep', from: 'takes-over', to: 'keep', condition: { label: 'no' } },
    { id: 'convert-licences', from: 'convert', to: 'licences', condition: null },
    { id: 'keep-licences', from: 'keep', to: 'licences', condition: null },
    { id: 'licences-done', from: 'licences', to: 'done', condition: null },
  ],
};
