import { hasRole, type Actor } from '../kernel/http/actor.js';
import { mapInTurns } from '../kernel/threads/turns.js';
import { messageRedactor, redactStep } from '../redaction/redact-session.js';
import { redactText } from '../redaction/redact-text.js';
import type { SessionRow, SessionSummaryRow } from './sessions.view.js';

/** Who may record sessions may read all that was said in them; others read them without what is private. */
const READS_ALL = 'engineer';

/** A session as the actor may read it in a list. */
export function readableBy<R extends SessionSummaryRow>(actor: Actor, row: R): R {
  if (hasRole(actor, READS_ALL)) return row;
  const { title, resolution_summary: summary } = row;
  return {
    ...row,
    title: redactText(title),
    resolution_summary: summary === null ? null : redactText(summary),
  };
}

/** A session with its transcript and steps as the actor may read it. */
export async function withReadableText(actor: Actor, row: SessionRow): Promise<SessionRow> {
  if (hasRole(actor, READS_ALL)) return row;
  return {
    ...readableBy(actor, row),
    transcript: await mapInTurns(row.transcript, messageRedactor()),
    steps: await mapInTurns(row.steps, (step) => redactStep({ ...step, result: step.result ?? null })),
  };
}
