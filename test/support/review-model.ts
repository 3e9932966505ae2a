import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import type { ProposalStatus } from '../../src/proposals/proposal.js';
import type { FlowState, ProposalState, ReviewWorld, WorldState } from './review-world.js';

/** What the program may do to a proposal by itself, when a session comes or a flow moved on. */
const BY_ITSELF: Record<ProposalStatus, readonly ProposalStatus[]> = {
  // Another took it in, or the flow has come to hold all of it.
  pending: ['pending', 'dismissed', 'auto_reinforced'],
  // Enough sessions came that look like it.
  dismissed: ['dismissed', 'pending'],
  rejected: ['rejected'],
  approved: ['approved'],
  modified: ['modified'],
  auto_reinforced: ['auto_reinforced'],
};

/**
 * The simple model: a status for each proposal, a status and a number of versions for each flow, and what was done. It
 * knows nothing of documents, so whether two changes contradict each other is for the program to say.
 */
export class ReviewModel implements WorldState {
  proposals: ProposalState[] = [];
  flows: FlowState[] = [];
  /** What was done: event, proposal or flow, and the version where one was published. */
  readonly done: string[] = [];

  proposal(pick: number, statuses: readonly ProposalStatus[]): ProposalState | undefined {
    const fitting = this.proposals.filter(({ status }) => statuses.includes(status));
    // Now and then one that does not fit, which must be refused.
    const list = fitting.length > 0 && pick % 8 !== 0 ? fitting : this.proposals;
    return list[pick % list.length];
  }

  flow(pick: number): FlowState | undefined {
    return this.flows[pick % this.flows.length];
  }

  flowOf(id: string | null): FlowState | undefined {
    return this.flows.find((flow) => flow.id === id);
  }

  /** The next version of a flow, or a flow. */
  publish(proposal: ProposalState, status: 'approved' | 'modified', stored: WorldState): void {
    const id = proposal.type === 'new_flow' ? proposal.reverted : proposal.target;
    let flow = this.flowOf(id);
    if (flow?.mergedInto) flow = undefined;
    if (flow) {
      if (flow.status === 'archived') this.note('restored', flow.id);
      Object.assign(flow, { version: flow.version + 1, status: 'published' });
    } else {
      flow = { id: newest(this, stored), status: 'published', version: 1, mergedInto: null };
      this.flows.push(flow);
    }
    Object.assign(proposal, { status, published: flow.id, version: flow.version });
    this.note(status, proposal.id, flow.id, flow.version);
    const absorbed = this.flowOf(proposal.absorbs);
    // A reviewer's edit may leave it out.
    const storedFlow = stored.flows.find(({ id: other }) => other === absorbed?.id);
    if (absorbed?.status === 'published' && storedFlow?.status === 'archived') this.merge(absorbed, flow);
  }

  private merge(absorbed: FlowState, into: FlowState): void {
    for (const flow of this.flows)
      if (flow === absorbed || flow.mergedInto === absorbed.id)
        Object.assign(flow, { status: 'archived', mergedInto: into.id });
    this.note('merged', absorbed.id);
  }

  note(event: string, ...of: (string | number)[]): void {
    this.done.push([event, ...of].join(' '));
  }

  /** Compares with what is stored, after what nobody decided was taken over. */
  async follow(world: ReviewWorld, stored?: WorldState): Promise<void> {
    const { proposals, flows } = stored ?? (await world.state());
    for (const now of proposals) {
      const known = this.proposals.find(({ id }) => id === now.id);
      if (!known) {
        expect(['pending', 'auto_reinforced']).toContain(now.status);
        expect(now.published).toBeNull();
        this.proposals.push({ ...now });
      } else {
        // To expect it of each, after each step, takes longer than all else that is compared.
        if (!BY_ITSELF[known.status].includes(now.status))
          throw new Error(`proposal ${known.id} went from ${known.status} to ${now.status} by itself`);
        const { status, type, target, absorbs } = now;
        Object.assign(known, { status, type, target, absorbs });
      }
    }
    this.compare({ proposals, flows });
  }

  compare(stored: WorldState): void {
    const known = { proposals: this.proposals, flows: this.flows };
    // To expect takes longer than to compare, and is done for what it says of a difference.
    if (!isDeepStrictEqual(stored, known)) expect(stored).toEqual(known);
  }
}

function newest(known: WorldState, stored: WorldState): string {
  const added = stored.flows.filter(({ id }) => !known.flows.some((flow) => flow.id === id));
  expect(added).toHaveLength(1);
  return added[0]?.id ?? '';
}
