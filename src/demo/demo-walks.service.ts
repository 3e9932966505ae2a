import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/http/actor.js';
import { WalkEndingsService } from '../l1-walks/walking/walk-endings.service.js';
import { WalkStepsService } from '../l1-walks/walking/walk-steps.service.js';
import type { WalkDto } from '../l1-walks/walks.response.dto.js';
import { WalksService } from '../l1-walks/walks.service.js';
import type { DemoMove, DemoWalk } from './story.js';

/** A walk of a story as far as it has come; each change of it counts its version up by one. */
export interface BegunWalk {
  id: string;
  version: number;
}

/** Walks flows as technicians of a story do, through the services that the API calls. */
@Injectable()
export class DemoWalks {
  constructor(
    private readonly walks: WalksService,
    private readonly steps: WalkStepsService,
    private readonly endings: WalkEndingsService,
  ) {}

  /** Begins the walk, or goes on where it broke off. */
  async walk(
    actor: Actor,
    flowId: string,
    { problem, ticket, moves }: DemoWalk,
    begun: BegunWalk | undefined,
  ): Promise<void> {
    let walk: BegunWalk =
      begun ??
      (await this.walks.start(actor, {
        flow_id: flowId,
        problem,
        linked_ticket_id: ticket.id,
        linked_ticket_kind: ticket.kind,
      }));
    for (const move of moves.slice(walk.version - 1)) walk = await this.take(actor, walk, move);
  }

  private take(actor: Actor, { id, version }: BegunWalk, move: DemoMove): Promise<WalkDto> {
    switch (move.move) {
      case 'answer':
        return this.steps.answer(actor, id, { ...move.said, version }, null);
      case 'deviate':
        return this.steps.deviate(actor, id, { ...move.said, version }, null);
      case 'finish':
        return this.endings.finish(actor, id, { ...move.said, version }, null);
      case 'confirm':
        return this.endings.confirm(actor, id, { version }, null);
      case 'reopen':
        return this.endings.reopen(actor, id, { version }, null);
    }
  }
}

/** Whether the walk has come as far as the story tells, or further. */
export function isWalked({ moves }: DemoWalk, begun: BegunWalk | undefined): boolean {
  return begun !== undefined && begun.version > moves.length;
}
