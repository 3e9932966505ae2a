import pg from 'pg';
import { startEmbeddedPostgres } from '../../dist/src/kernel/database/embedded-postgres.js';
import { migrate } from '../../dist/src/kernel/database/migrator.js';

/** Beyond what the program gives its own PostgreSQL: room in memory. */
const ALWAYS = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  maintenance_work_mem: '1GB',
  max_wal_size: '8GB',
  max_connections: '200',
};
const LOADING = {
  ...ALWAYS,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};
/** As the program runs it: a commit is on the disk before it is answered. */
const MEASURING = { ...ALWAYS, autovacuum: 'on' };

/** PostgreSQL in a folder that is kept, with settings that take a restart. */
export class Postgres {
  #server = null;
  settings = {};

  constructor(dataDir) {
    this.dataDir = dataDir;
  }

  async start(kind) {
    await this.stop();
    this.settings = kind === 'loading' ? LOADING : MEASURING;
    this.#server = await this.#open();
    await this.asSuperuser('postgres', async (client) => {
      await client.query('ALTER SYSTEM RESET ALL');
      for (const [name, value] of Object.entries(this.settings))
        await client.query(`ALTER SYSTEM SET ${name} = ${client.escapeLiteral(value)}`);
    });
    await this.stop();
    this.#server = await this.#open();
  }

  async stop() {
    await this.#server?.stop();
    this.#server = null;
  }

  /** The server that runs. */
  get server() {
    return this.#server;
  }

  /** As the user that owns the databases. */
  url(database) {
    return on(this.#server.url, database);
  }

  superuserUrl(database) {
    return on(this.#server.superuserUrl, database);
  }

  async asSuperuser(database, work) {
    const client = new pg.Client({ connectionString: this.superuserUrl(database) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async createDatabase(name) {
    await this.asSuperuser('postgres', async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${name} OWNER resolutionflow`);
    });
    await this.migrate(name);
  }

  /** A database that was kept may be of an older schema. */
  async migrate(name) {
    await migrate(this.url(name));
  }

  #open() {
    return startEmbeddedPostgres({ dataDir: this.dataDir, log: () => undefined, purpose: 'server' });
  }
}

function on(url, database) {
  return Object.assign(new URL(url), { pathname: `/${database}` }).toString();
}
