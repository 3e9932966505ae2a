import { randomUUID } from 'node:crypto';
import pg from 'pg';

const UUID_7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * What the program sends to the database while it answers one request, as `fill` takes it: the credential's statement, then
 * those of the account. Ids that differ from one request to the next stand there by name.
 * @param ids by name, those of the request; those of today that it does not have were made by the program
 */
export async function record(request, ids) {
  const sent = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (config, ...rest) {
    const { options = '' } = this.connectionParameters;
    const role = /resolutionflow_(app|system)/.exec(options)?.[1];
    const { name, text = config, values = rest[0] } = config;
    if (role) sent.push({ role, name, text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(original, this, [config, ...rest]);
  };
  try {
    await request();
  } finally {
    pg.Client.prototype.query = original;
  }
  const inOrder = [
    ...sent.filter(({ role }) => role === 'system').slice(0, 1),
    ...sent.filter(({ role }) => role === 'app'),
  ];
  let text = JSON.stringify(inOrder.map(({ name, text, values }) => ({ name, text, values })));
  for (const [name, id] of Object.entries(ids)) text = text.replaceAll(id, `{{${name}}}`);
  const fresh = new Set((text.match(UUID_7) ?? []).filter(isOfToday));
  for (const id of fresh) text = text.replaceAll(id, `{{fresh${id}}}`);
  return text;
}

/** Of version 7 and of this minute; what was loaded is older. */
const isOfToday = (id) => Math.abs(parseInt(id.replace('-', '').slice(0, 12), 16) - Date.now()) < 60_000;

/** Recorded statements as pg takes them, with an id for each name. */
export function fill(recorded, ids) {
  const known = { ...ids };
  return JSON.parse(recorded.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name) => (known[name] ??= randomUUID())));
}
