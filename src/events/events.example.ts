const PROPOSAL = '0199c2f4-7a8b-7c9d-8e0f-1a2b3c4d5e6f';
const REVIEWER = '0199c2f0-1a2b-7c3d-9e4f-000000000003';
const FLOW = '0199c2f5-0b1c-7d2e-9f3a-4b5c6d7e8f90';

export const DECIDED_EXAMPLE = {
  type: 'proposal.decided',
  timestamp: '2026-03-02T13:05:44.871Z',
  data: {
    proposal_id: PROPOSAL,
    event: 'approved',
    from_status: 'pending',
    to_status: 'approved',
    actor_id: REVIEWER,
    actor_name: 'Priya Nair',
    flow_id: FLOW,
    version: 2,
  },
};

const frame = (id: number, message: { type: string }): string =>
  `id: ${id}\nevent: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`;

export const EVENTS_EXAMPLE = `: heartbeat\nid: 4710\n\n${frame(4711, DECIDED_EXAMPLE)}`;
