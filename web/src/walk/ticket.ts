export interface Ticket {
  kind: 'psa' | 'internal';
  id: string;
}

const LONGEST_ID = 64;

/** Reads `psa/48213` or `internal/7`, as a ticketing system puts it into a link; null where it is neither. */
export function ticketOf(text: string | undefined): Ticket | null {
  const [, kind, id = ''] = /^(psa|internal)\/(.*)$/.exec(text ?? '') ?? [];
  if ((kind !== 'psa' && kind !== 'internal') || id.trim() === '' || [...id].length > LONGEST_ID) return null;
  return { kind, id };
}

export function ticketText(ticket: Ticket | null): string | undefined {
  return ticket === null ? undefined : `${ticket.kind}/${ticket.id}`;
}
