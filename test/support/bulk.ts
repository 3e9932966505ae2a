import type { TestApp } from './app.js';

/** The token that the dry run of a decision on many gives, of up to fifty proposals. */
export async function rehearse(test: TestApp, bearer: string, body: object): Promise<string> {
  const { body: tried } = await test
    .as(bearer)
    .post('/v1/review/bulk')
    .send({ ...body, dry_run: true })
    .expect(200);
  return String(tried.token);
}

/** Decides on many as the API wants it of what publishes: after a dry run, with its token. */
export async function publishMany(
  test: TestApp,
  bearer: string,
  body: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const token = await rehearse(test, bearer, body);
  return test
    .as(bearer)
    .post('/v1/review/bulk')
    .send({ ...body, token });
}
