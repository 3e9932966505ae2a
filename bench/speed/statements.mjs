import pg from 'pg';

/**
 * Records what the program sends to the database while it answers one request. Texts and values are kept as they are,
 * but for those ids that differ from one request to the next: they become variables.
 */
export class StatementRecorder {
  #statements = null;
  #original = pg.Client.prototype.query;

  constructor() {
    const recorder = this;
    const original = this.#original;
    pg.Client.prototype.query = function (config, values, callback) {
      recorder.#note(this, config, values);
      return original.call(this, config, values, callback);
    };
  }

  /** The statements of the transaction that `work` opens, with those ids (name to value) as variables. */
  async record(work, ids) {
    this.#statements = [];
    const answer = await work();
    // A transaction that only reads ends after its answer.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const noted = this.#statements;
    this.#statements = null;
    return { answer, ...asTemplate(noted, ids) };
  }

  restore() {
    pg.Client.prototype.query = this.#original;
  }

  #note(client, config, values) {
    const options = client.connectionParameters?.options ?? '';
    if (!this.#statements || !/resolutionflow_(app|system)/.test(options)) return;
    const text = typeof config === 'string' ? config : config.text;
    const list = (typeof config === 'string' ? values : (config.values ?? values)) ?? [];
    const credential = options.includes('resolutionflow_system');
    this.#statements.push({ text, name: config.name, values: Array.isArray(list) ? list : [], credential });
  }
}

const UUID_7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const BEGIN = /^(BEGIN|START)/;
const END = /^COMMIT/;

function asTemplate(noted, ids) {
  const known = { ...ids };
  const fresh = [];
  for (const value of JSON.stringify(noted.map(({ values }) => values)).match(UUID_7) ?? []) {
    // Ids that the program made itself.
    if (!isFresh(value) || Object.values(known).includes(value)) continue;
    const name = `fresh${fresh.length}`;
    known[name] = value;
    fresh.push(name);
  }
  const asSent = ({ text, name, values }) => ({
    name,
    text: withVariables(text, known),
    values: values.map((value) => withVariables(plain(value), known)),
    bracket: BEGIN.test(text) ? 'begin' : END.test(text) ? 'commit' : null,
  });
  const credential = noted.filter(({ credential: is }) => is).map(asSent)[0];
  const statements = noted.filter(({ credential: is }) => !is).map(asSent);
  return {
    credential,
    statements,
    fresh,
    readOnly: statements[0]?.text.includes('READ ONLY') ?? false,
  };
}

/** Of version 7 and of today: what was loaded is older than what is made while the program runs. */
function isFresh(value) {
  return Math.abs(parseInt(value.replace('-', '').slice(0, 12), 16) - Date.now()) < 60_000;
}

function plain(value) {
  if (value instanceof Date) return value.toISOString();
  return value;
}

/** `{{name}}` for each variable, in texts and in lists of texts. */
function withVariables(value, known) {
  if (Array.isArray(value)) return value.map((item) => withVariables(item, known));
  if (typeof value !== 'string') return value;
  let text = value;
  for (const [name, id] of Object.entries(known)) text = text.replaceAll(id, `{{${name}}}`);
  return text;
}

/** A recorded statement as pg takes it, with values for its variables. */
export function fill({ name, text, values }, variables) {
  const put = (value) => {
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'string' || !value.includes('{{')) return value;
    return value.replaceAll(/\{\{(\w+)\}\}/g, (_, variable) => variables[variable]);
  };
  const config = { text: put(text), values: values.map(put) };
  if (config.values.length === 0) return config.text;
  return name ? { name, ...config } : config;
}
