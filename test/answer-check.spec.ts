import { describe, expect, it } from '@jest/globals';
import { AnswerCheck, type Exchange } from './support/answer-check.js';
import { apiDescription } from './support/api-description.js';

const check = new AnswerCheck(apiDescription);
const team = {
  id: '0199c2f1-0000-7000-8000-000000000001',
  name: 'Network',
  created_at: '2026-02-24T15:40:51.008Z',
};
const problem = {
  type: 'urn:resolutionflow:problem:team_name_taken',
  title: 'Conflict',
  status: 409,
  code: 'team_name_taken',
  request_id: 'x',
};

const made = (changes: Partial<Exchange>, body: object = team): string[] =>
  check.faultsOf({
    ...{ method: 'POST', path: '/v1/teams', sent: { name: 'Network' }, status: 201 },
    ...{ contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) },
    ...changes,
  });
const refused = (changes: Partial<Exchange>, body: object = problem): string[] =>
  made({ status: 409, contentType: 'application/problem+json', ...changes }, body);

describe('AnswerCheck', () => {
  it('has nothing to say of what is described', () => {
    expect(made({})).toEqual([]);
    expect(refused({})).toEqual([]);
    expect(refused({ path: null, status: 404 }, { ...problem, status: 404, code: 'not_found' })).toEqual([]);
  });

  it('finds a status, a media type and a route that are not described', () => {
    expect(made({ status: 418 })).toEqual([expect.stringContaining('POST /v1/teams 418')]);
    expect(made({ contentType: 'text/html' })).toEqual([expect.stringContaining('text/html')]);
    expect(made({ path: '/v1/nowhere' })).toEqual([expect.stringContaining('no such operation')]);
  });

  it('finds members that are missing, of another type, or not described', () => {
    const { id, ...rest } = team;
    expect(made({}, rest)).toEqual([expect.stringContaining('"missingProperty":"id"')]);
    expect(made({}, { ...team, name: 7 })).toEqual([expect.stringContaining('/name must be string')]);
    expect(made({}, { ...team, id, secret: 1 })).toEqual([expect.stringContaining('secret')]);
  });

  it('finds a code that the route does not name, and members that are none of the code', () => {
    expect(refused({}, { ...problem, code: 'last_admin' })).not.toEqual([]);
    expect(refused({}, { ...problem, walk: {} })).not.toEqual([]);
  });

  it('finds a body that was taken, though it is described otherwise', () => {
    expect(made({ sent: { name: 7 } })).toEqual([expect.stringContaining('taken, though /name')]);
  });
});
