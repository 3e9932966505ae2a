import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import type { SessionStep } from '../../src/flywheel/core/types.js';
import { ACTIONS, QUESTIONS, action, question } from '../../src/flywheel/core/sessions.testing.js';
import type { ProposalStatus } from '../../src/proposals/proposal.js';
import { withBranch } from './flow-edits.js';
import type { ReviewModel } from './review-model.js';
import type { ProposalState, ReviewWorld } from './review-world.js';

type Command = fc.AsyncCommand<ReviewModel, ReviewWorld>;

/** What depends on what documents say, which the model does not know. */
const CONTRADICTIONS = ['merge_conflict', 'would_regress'];

abstract class Step implements Command {
  constructor(protected readonly pick: number) {}
  check(): boolean {
    return true;
  }
  abstract run(model: ReviewModel, world: ReviewWorld): Promise<void>;
  toString(): string {
    return `${this.constructor.name}(${this.pick})`;
  }
}

class Session implements Command {
  constructor(private readonly steps: SessionStep[]) {}
  check(): boolean {
    return true;
  }
  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    await world.session(this.steps);
    await model.follow(world);
  }
  toString(): string {
    return `Session(${JSON.stringify(this.steps.map(({ text, result }) => `${text} ${result ?? ''}`))})`;
  }
}

class Refresh extends Step {
  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const flow = model.flow(this.pick);
    if (!flow) return;
    await world.refresh(flow.id);
    await model.follow(world);
  }
}

/** One that publishes what is proposed, as it is or edited. */
class Publish extends Step {
  constructor(
    pick: number,
    private readonly decision: 'approve' | 'modify',
    private readonly accept: boolean,
  ) {
    super(pick);
  }

  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const proposal = model.proposal(this.pick, ['pending']);
    if (!proposal) return;
    const notes = { reviewer_notes: 'Said why', accept_regressions: this.accept };
    const code = await world.code(async (actor, { review }) => {
      if (this.decision === 'approve') return review.approve(actor, proposal.id, notes);
      const { document, version } = await world.proposed(proposal);
      // Nothing that an earlier edit put into it, and that it may still hold, is called so.
      const edited = withBranch(document, `edited-${model.done.length}`, document.nodes[0]?.id);
      return review.modify(actor, proposal.id, { ...notes, flow_data: edited, base_version: version });
    });
    const stored = await world.state();
    if (code === null) {
      expect(proposal.status).toBe('pending');
      model.publish(proposal, this.decision === 'approve' ? 'approved' : 'modified', stored);
    } else expect(this.refusals(model, proposal)).toContain(code);
    model.compare(stored);
  }

  private refusals(model: ReviewModel, proposal: ProposalState): string[] {
    const { status, type, target, reverted, absorbs } = proposal;
    if (status === 'auto_reinforced') return ['not_reviewable'];
    if (status !== 'pending') return ['already_decided'];
    const isNew = type === 'new_flow';
    if (isNew && reverted === null) return [];
    if (!isNew && model.flowOf(target)?.status === 'archived') return ['flow_archived'];
    // Taking in a flow that is out of use would bring it back inside another; an edit may leave it out.
    const absorbed = model.flowOf(absorbs);
    if (absorbed?.status === 'archived' && absorbed.mergedInto !== target && this.decision === 'approve')
      return ['flow_archived'];
    const stale = this.decision === 'modify' || absorbs !== null ? ['flow_changed'] : [];
    const regress = this.accept ? [] : ['would_regress'];
    // Edited, it is published as it is, or not at all.
    const contradicts = this.decision === 'approve' ? ['merge_conflict'] : ['invalid'];
    return [
      ...stale,
      ...regress,
      ...contradicts,
      ...(absorbed?.status === 'archived' ? ['flow_archived'] : []),
    ];
  }
}

/** One that publishes nothing. */
class Decide extends Step {
  constructor(
    pick: number,
    private readonly decision: 'reject' | 'dismiss' | 'reopen',
  ) {
    super(pick);
  }

  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const from: ProposalStatus = this.decision === 'reopen' ? 'dismissed' : 'pending';
    const proposal = model.proposal(this.pick, [from]);
    if (!proposal) return;
    const code = await world.code((actor, { review }) => review[this.decision](actor, proposal.id, {}));
    if (proposal.status === 'auto_reinforced') expect(code).toBe('not_reviewable');
    else if (proposal.status === from) {
      expect(code).toBeNull();
      const to = ({ reject: 'rejected', dismiss: 'dismissed', reopen: 'pending' } as const)[this.decision];
      model.note(this.decision === 'reopen' ? 'reopened' : to, proposal.id);
      proposal.status = to;
    } else expect(['already_decided', 'not_dismissed']).toContain(code);
    model.compare(await world.state());
  }
}

class Revert extends Step {
  constructor(
    pick: number,
    private readonly accept: boolean,
  ) {
    super(pick);
  }

  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const proposal = model.proposal(this.pick, ['approved', 'modified']);
    if (!proposal) return;
    const flow = model.flowOf(proposal.published);
    const body = { reviewer_notes: 'Said why', accept_regressions: this.accept };
    const code = await world.code((actor, { reverts }) => reverts.revert(actor, proposal.id, body));
    const stored = await world.state();
    if (!flow) expect(code).toBe('not_approved');
    else if (flow.status === 'archived') expect(code).toBe('flow_archived');
    else if (code !== null)
      expect([
        ...CONTRADICTIONS.filter((each) => !(this.accept && each === 'would_regress')),
        ...(proposal.type === 'new_flow' ? ['flow_built_upon'] : []),
      ]).toContain(code);
    else {
      this.undo(model, proposal, flow, stored);
      model.note('reverted', proposal.id);
    }
    model.compare(stored);
  }

  private undo(
    model: ReviewModel,
    proposal: ProposalState,
    flow: ReviewModel['flows'][number],
    stored: Parameters<ReviewModel['compare']>[0],
  ): void {
    const now = stored.flows.find(({ id }) => id === flow.id);
    if (now?.status === 'archived') {
      expect(proposal.type).toBe('new_flow');
      flow.status = 'archived';
      proposal.reverted = flow.id;
      model.note('archived', flow.id);
    } else if (now?.version === flow.version + 1) {
      flow.version++;
      model.note('taken back', flow.id, flow.version);
    }
    const absorbed = model.flowOf(proposal.absorbs);
    const separated = stored.flows.find(({ id }) => id === absorbed?.id);
    if (absorbed?.mergedInto === flow.id && separated?.status === 'published') {
      Object.assign(absorbed, { status: 'published', mergedInto: null });
      model.note('restored', absorbed.id);
      // What had been merged into it before is its own again.
      for (const other of model.flows)
        if (other.mergedInto === flow.id)
          other.mergedInto = stored.flows.find(({ id }) => id === other.id)?.mergedInto ?? null;
    }
    Object.assign(proposal, { status: 'pending', published: null, version: null });
  }
}

class Rollback extends Step {
  constructor(
    pick: number,
    private readonly to: number,
    private readonly accept: boolean,
  ) {
    super(pick);
  }

  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const flow = model.flow(this.pick);
    if (!flow) return;
    // One more than there are now and then, which must be refused.
    const version = 1 + (this.to % (flow.version + 1));
    const body = { version, notes: 'Said why', accept_regressions: this.accept };
    const code = await world.code((actor, { flows }) => flows.rollback(actor, flow.id, body));
    if (flow.status === 'archived') expect(code).toBe('flow_archived');
    else if (version > flow.version) expect(code).toBe('not_found');
    else if (version === flow.version) expect(code).toBe('same_version');
    else if (code === null) {
      flow.version++;
      model.note('rolled_back', flow.id, flow.version);
    } else expect(['same_version', ...(this.accept ? [] : ['would_regress'])]).toContain(code);
    model.compare(await world.state());
  }
}

class Archive extends Step {
  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const flow = model.flow(this.pick);
    if (!flow) return;
    const code = await world.code((actor, { flows }) => flows.archive(actor, flow.id, {}));
    expect(code).toBe(flow.status === 'archived' ? 'flow_archived' : null);
    if (code === null) {
      flow.status = 'archived';
      model.note('archived', flow.id);
    }
    model.compare(await world.state());
  }
}

class Restore extends Step {
  async run(model: ReviewModel, world: ReviewWorld): Promise<void> {
    const archived = model.flows.filter(({ status }) => status === 'archived');
    const flow = archived[this.pick % (archived.length + 1)] ?? model.flow(this.pick);
    if (!flow) return;
    const waits = model.proposals.some(
      ({ reverted, status }) => reverted === flow.id && status === 'pending',
    );
    const code = await world.code((actor, { flows }) => flows.restore(actor, flow.id, {}));
    if (flow.status === 'published') expect(code).toBe('flow_not_archived');
    else if (flow.mergedInto !== null) expect(code).toBe('flow_merged');
    else if (waits) expect(code).toBe('awaits_approval');
    else {
      expect(code).toBeNull();
      flow.status = 'published';
      model.note('restored', flow.id);
    }
    model.compare(await world.state());
  }
}

const answer = fc.constantFrom('yes', 'no');
/** Of few questions in one order, so that sessions meet, branch off and enter in the middle. */
const session = fc
  .record({
    from: fc.nat({ max: 3 }),
    length: fc.integer({ min: 1, max: 4 }),
    answers: fc.array(answer, { minLength: 4, maxLength: 4 }),
    end: fc.constantFrom(...ACTIONS.slice(0, 4)),
  })
  .map(
    ({ from, length, answers, end }) =>
      new Session([
        ...QUESTIONS.slice(from, from + length).map((text, i) => question(text, answers[i] ?? 'yes')),
        action(end),
      ]),
  );

const pick = fc.nat({ max: 10_000 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: session, weight: 12 },
  {
    arbitrary: fc.tuple(pick, fc.boolean()).map(([n, accept]) => new Publish(n, 'approve', accept)),
    weight: 10,
  },
  {
    arbitrary: fc.tuple(pick, fc.boolean()).map(([n, accept]) => new Publish(n, 'modify', accept)),
    weight: 4,
  },
  {
    arbitrary: fc
      .tuple(pick, fc.constantFrom('reject', 'dismiss', 'reopen'))
      .map(([n, decision]) => new Decide(n, decision)),
    weight: 4,
  },
  { arbitrary: fc.tuple(pick, fc.boolean()).map(([n, accept]) => new Revert(n, accept)), weight: 8 },
  {
    arbitrary: fc.tuple(pick, pick, fc.boolean()).map(([n, to, accept]) => new Rollback(n, to, accept)),
    weight: 4,
  },
  { arbitrary: pick.map((n) => new Archive(n)), weight: 2 },
  { arbitrary: pick.map((n) => new Restore(n)), weight: 3 },
  { arbitrary: pick.map((n) => new Refresh(n)), weight: 5 },
);

/** So many of them, in any order. */
export const commands = (count: number): fc.Arbitrary<Command[]> =>
  fc.array(command, { minLength: count, maxLength: count });
