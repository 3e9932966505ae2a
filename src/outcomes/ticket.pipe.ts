import { Injectable, type PipeTransform } from '@nestjs/common';
import { SESSION_LIMITS } from '../ai-sessions/session-limits.js';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { invalid } from '../kernel/errors/domain-error.js';

@Injectable()
export class TicketKindPipe implements PipeTransform<string, TicketKind> {
  transform(value: string): TicketKind {
    const kind = TICKET_KINDS.find((each) => each === value);
    if (!kind) throw invalid([{ pointer: '/kind', detail: `must be one of ${TICKET_KINDS.join(', ')}` }]);
    return kind;
  }
}

@Injectable()
export class TicketIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if ([...value].length > SESSION_LIMITS.linkedTicketId)
      throw invalid([
        { pointer: '/ticket_id', detail: `must be at most ${SESSION_LIMITS.linkedTicketId} characters` },
      ]);
    return value;
  }
}
