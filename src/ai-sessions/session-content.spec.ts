import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../kernel/errors/domain-error.js';
import { RequestPipe } from '../kernel/http/validation.pipe.js';
import { readImportRow } from './import/import-row.js';
import { NewMessagesDto, NewSessionDto, newSessionOf, NewStepsDto } from './session-content.dto.js';
import { SESSION_LIMITS } from './session-limits.js';
import { MESSAGE_ROLES, SESSION_ORIGINS, STEP_KINDS, TICKET_KINDS, type NewSession } from './session.js';

const pipe = new RequestPipe();

/** What the body becomes, or the pointers of what is wrong with it. */
async function sent<T>(body: unknown, metatype: new () => T): Promise<T | string[]> {
  try {
    return (await pipe.transform(body, { type: 'body', metatype })) as T;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (error.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
  }
}

const session = async (body: object): Promise<NewSession | string[]> => {
  const made = await sent(body, NewSessionDto);
  return Array.isArray(made) ? made : newSessionOf(made);
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 'a', 7, true, [], {}, 'x'.repeat(300), '😀'.repeat(255)),
  fc.constantFrom<unknown>(...SESSION_ORIGINS, ...TICKET_KINDS, '0199C2F1-0000-7000-8000-000000000001'),
);
const message = fc.record(
  { role: fc.oneof(fc.constantFrom<unknown>(...MESSAGE_ROLES), odd), content: odd },
  { requiredKeys: [] },
);
const step = fc.record(
  { kind: fc.oneof(fc.constantFrom<unknown>(...STEP_KINDS), odd), text: odd, result: odd },
  { requiredKeys: [] },
);
const body = fc.record(
  {
    ...{
      title: odd,
      problem_domain: odd,
      team_id: odd,
      origin: odd,
      linked_ticket_id: odd,
      linked_ticket_kind: odd,
    },
    messages: fc.oneof(odd, fc.array(fc.oneof(message, odd), { maxLength: 3 })),
    steps: fc.oneof(odd, fc.array(fc.oneof(step, odd), { maxLength: 3 })),
  },
  { requiredKeys: [] },
);

describe('a session that is sent', () => {
  it('is taken exactly when an import takes it as a row, and as the same session', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const members = { title: 'The printer is offline', ...given, external_id: 'a' };
        const made = await session(members);
        const row = readImportRow(members);
        expect(row).toMatchObject({ ok: !Array.isArray(made) });
        if (row.ok) expect(made).toEqual(row.session);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, object, string]>([
    ['no title', {}, '/title is required'],
    ['a blank title', { title: ' ' }, '/title must not be blank'],
    ['a member that is not known', { title: 'T', colour: 'red' }, '/colour is not known here'],
    [
      'a kind of ticket without a ticket',
      { title: 'T', linked_ticket_kind: 'psa' },
      '/linked_ticket_kind needs a linked_ticket_id',
    ],
    ['a step in place of a list', { title: 'T', steps: {} }, '/steps must be a list'],
    ['a step without a text', { title: 'T', steps: [{ kind: 'info' }] }, '/steps/0/text is required'],
    [
      'too many steps',
      { title: 'T', steps: Array.from({ length: SESSION_LIMITS.steps + 1 }, () => ({})) },
      `/steps must have at most ${SESSION_LIMITS.steps} items`,
    ],
    [
      'too long a transcript',
      {
        title: 'T',
        messages: Array.from({ length: 201 }, () => ({
          role: 'user',
          content: 'x'.repeat(SESSION_LIMITS.content),
        })),
      },
      `/messages must have at most ${SESSION_LIMITS.transcript} characters together`,
    ],
  ])('is refused with %s', async (_, given, fault) => {
    expect(await session(given)).toEqual([fault]);
  });

  it('may be as long as all limits together', async () => {
    const messages = Array.from({ length: SESSION_LIMITS.messages }, () => ({ role: 'user', content: 'x' }));
    const steps = Array.from({ length: SESSION_LIMITS.steps }, () => ({
      kind: 'info',
      text: 'x',
      result: 'y',
    }));
    expect(await session({ title: 'T', messages, steps })).toMatchObject({ messages, steps });
  });
});

describe('what is appended', () => {
  it('is one thing at least', async () => {
    expect(await sent({ messages: [] }, NewMessagesDto)).toEqual(['/messages must not be empty']);
    expect(await sent({}, NewStepsDto)).toEqual(['/steps is required']);
  });
});
