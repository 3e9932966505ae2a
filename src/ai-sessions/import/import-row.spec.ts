import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readImportLine, readImportRow, type ImportRow } from './import-row.js';
import { MESSAGE_ROLES, SESSION_ORIGINS, SESSION_OUTCOMES, STEP_KINDS, TICKET_KINDS } from '../session.js';

const text = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((value) => value.trim() !== '' && !value.includes('\0') && [...value].length <= max);

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const goodRow = fc
  .record(
    {
      external_id: text(200),
      title: text(255),
      problem_domain: orNull(text(100)),
      team_id: orNull(fc.uuid()),
      origin: fc.constantFrom(...SESSION_ORIGINS),
      messages: fc.array(fc.record({ role: fc.constantFrom(...MESSAGE_ROLES), content: text(20) })),
      steps: fc.array(
        fc.record(
          { kind: fc.constantFrom(...STEP_KINDS), text: text(20), result: orNull(text(20)) },
          { requiredKeys: ['kind', 'text'] },
        ),
      ),
      linked_ticket_id: text(64),
      linked_ticket_kind: orNull(fc.constantFrom(...TICKET_KINDS)),
      outcome: fc.constantFrom(...SESSION_OUTCOMES),
      outcome_confirmed: fc.boolean(),
      resolution_summary: orNull(text(20)),
      truth: fc.jsonValue(),
    },
    { requiredKeys: ['external_id', 'title', 'linked_ticket_id', 'outcome'] },
  )
  .map((row) => row as Record<string, unknown>);

const sessionOf = (row: ImportRow): Extract<ImportRow, { ok: true }>['session'] => {
  if (!row.ok) throw new Error(row.fault);
  return row.session;
};
const faultOf = (value: unknown): string | null => {
  const row = readImportRow(value);
  return row.ok ? null : row.fault;
};
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('readImportLine', () => {
  it('gives a session or a fault for any JSON, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const row = readImportLine(bytes(value));
        expect(row.ok ? row.session.externalId : row.fault).toEqual(expect.stringMatching(/./su));
      }),
    );
  });

  it('gives a fault, and never throws, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (line) => {
        expect(readImportLine(line).ok).toBe(false);
      }),
    );
  });

  it('gives a session or a fault when any member of a good row is anything', () => {
    const members = ['external_id', 'title', 'team_id', 'origin', 'messages', 'steps', 'outcome'];
    fc.assert(
      fc.property(goodRow, fc.constantFrom(...members), fc.jsonValue(), (good, member, value) => {
        const row = readImportRow({ ...good, [member]: value });
        if (row.ok) return;
        // A row without an outcome may still say what needs one.
        if (member === 'outcome' && value === null) expect(row.fault).toContain('needs an outcome');
        else expect(row.fault).toContain(`/${member}`);
      }),
    );
  });

  it('reads what a good row says', () => {
    fc.assert(
      fc.property(goodRow, (good) => {
        const session = sessionOf(readImportLine(bytes(good)));
        const steps = (good['steps'] ?? []) as { result?: string | null }[];
        expect(session).toEqual({
          externalId: good['external_id'],
          title: good['title'],
          problemDomain: good['problem_domain'] ?? null,
          ...('team_id' in good ? { teamId: good['team_id'] } : {}),
          origin: good['origin'] ?? 'ai_assist',
          messages: good['messages'] ?? [],
          steps: steps.map((step) => ({ ...step, result: step.result ?? null })),
          linkedTicketId: good['linked_ticket_id'],
          linkedTicketKind: good['linked_ticket_kind'] ?? null,
          ending: {
            outcome: good['outcome'],
            outcomeConfirmed: good['outcome_confirmed'] ?? false,
            resolutionSummary: good['resolution_summary'] ?? null,
          },
        });
      }),
    );
  });

  it('leaves a row without an outcome open', () => {
    expect(sessionOf(readImportRow({ external_id: 'a', title: 'T', outcome: null })).ending).toBeNull();
    expect(faultOf({ external_id: 'a', title: 'T', resolution_summary: 'S' })).toBe(
      '/resolution_summary needs an outcome',
    );
  });

  it('never quotes the row in a fault', () => {
    const secret = 'hunter2';
    for (const value of [
      { external_id: secret.repeat(50), title: [secret], origin: secret, [secret]: secret },
      { messages: [{ role: secret, content: { secret } }], team_id: secret },
    ]) {
      expect(faultOf(value)).not.toContain(secret);
    }
    const broken = readImportLine(Buffer.from(`{"title": "${secret}`));
    expect(broken).toEqual({ ok: false, fault: 'is not valid JSON' });
  });

  it('looks into nothing that is too deep or has too much in it', () => {
    const deep = (levels: number) =>
      Buffer.from(`{"external_id": "a", "title": "T", "more": ${'['.repeat(levels)}${']'.repeat(levels)}}`);
    expect(readImportLine(deep(10))).toMatchObject({ ok: true });
    expect(readImportLine(deep(1_000_000))).toEqual({
      ok: false,
      fault: expect.stringMatching(/^is nested more than \d+ levels deep$/),
    });
  });

  it('names ten faults at most', () => {
    const steps = Array.from({ length: 30 }, () => ({}));
    expect(faultOf({ steps })?.split('; ')).toHaveLength(10);
  });
});
