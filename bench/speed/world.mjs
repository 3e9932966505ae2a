import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TokensService } from '../../dist/src/accounts/tokens/tokens.service.js';
import { createApplication } from '../../dist/src/application.js';
import { loadConfig } from '../../dist/src/kernel/config.js';
import { loadData } from './load-data.mjs';
import { poolStatements } from './pool-sql.mjs';
import { StatementRecorder } from './statements.mjs';
import { templatesOf } from './templates.mjs';
import { readsOf, writesOf } from './works.mjs';

const TOKEN_SECONDS = 86_400;
/** Spent on looking at what the program sends. */
export const SAMPLES = 2;

/** A filled database, who works in it, and what there is to do there. */
export class World {
  constructor(postgres, name, sizes, { seed, folder }) {
    Object.assign(this, { postgres, name, sizes, seed, folder });
  }

  get url() {
    return this.postgres.url(this.name);
  }

  get env() {
    return { DATABASE_URL: this.url, DATA_DIR: this.folder };
  }

  async load(say) {
    await this.postgres.createDatabase(this.name);
    await this.postgres.asSuperuser(this.name, (client) => loadData(client, this.sizes, this.seed, say));
  }

  /** Lays out what is to be decided on. */
  async fillPool(size) {
    await this.postgres.migrate(this.name);
    await this.postgres.asSuperuser(this.name, async (client) => {
      await client.query('SET session_replication_role = replica; SET synchronous_commit = off');
      for (const statement of poolStatements(size, Date.now())) await client.query(statement);
      if (size > SAMPLES) await client.query('VACUUM ANALYZE');
      await client.query('CHECKPOINT');
    });
  }

  /** A token of a user of the n-th account. */
  async token(account, role) {
    const [user] = await this.query('SELECT id FROM users WHERE email = $1', [
      `${role}@account-${account}.example`,
    ]);
    return new TokensService(loadConfig({ DATA_DIR: this.folder })).sign(user.id, TOKEN_SECONDS);
  }

  async query(sql, values) {
    return this.postgres.asSuperuser(this.name, async (client) => (await client.query(sql, values)).rows);
  }

  /**
   * Everything that is measured by requests, with the statements that the program sends for each: it is run once here,
   * in this process, to note them down.
   */
  async prepare() {
    const recorder = new StatementRecorder();
    const config = loadConfig({ LOG_LEVEL: 'error', RATE_LIMIT: '0', ROLE: 'api', DATA_DIR: this.folder });
    const app = await createApplication(config, this.url);
    try {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      const [template] = templatesOf(1, this.seed);
      const works = [...(await readsOf(this, app, template)), ...(await writesOf(this, template))];
      for (const work of works) await record(recorder, app, work);
      this.works = Object.fromEntries(works.map((work) => [work.name, work]));
    } finally {
      await app.close();
      recorder.restore();
    }
    this.statementsFile = join(this.folder, `${this.name}.statements.json`);
    await writeFile(this.statementsFile, JSON.stringify(this.works));
  }
}

/** Twice, since the first time a connection may do more. */
async function record(recorder, app, work) {
  for (const ids of work.samples) {
    const recorded = await recorder.record(() => send(app, work, ids), ids);
    const { credential, statements, fresh, readOnly } = recorded;
    Object.assign(work, { credential, statements, fresh, readOnly });
  }
}

async function send(app, { requests, token }, ids) {
  let id = null;
  for (const { method = 'GET', path, body } of requests) {
    const url = path.replace('{{next}}', ids.id).replace('{{id}}', id);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method, url, headers, payload: body && JSON.parse(body) });
    if (answer.statusCode > 299)
      throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`);
    id = answer.json().id;
  }
}
