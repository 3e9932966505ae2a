import pg from 'pg';

/** Stands before the id of a pool in what its lock is on. */
export const LEASE_SPACE = 'resolutionflow-worker:';
/** A pool takes its lease within this time of its first job; younger locks are left alone. */
const GRACE_SECONDS = 5;

const FREE_LOCKS = `
  WITH holders AS (
    SELECT locked_by FROM graphile_worker._private_jobs
     WHERE locked_by IS NOT NULL GROUP BY locked_by
    HAVING max(locked_at) < now() - make_interval(secs => $2)
  ), tried AS MATERIALIZED (
    SELECT locked_by, pg_try_advisory_lock(hashtextextended($1 || locked_by, 0)) AS free FROM holders
  ), freed AS MATERIALIZED (
    SELECT locked_by, pg_advisory_unlock(hashtextextended($1 || locked_by, 0)) FROM tried WHERE free
  )
  SELECT locked_by FROM freed`;

/**
 * Tells living worker pools from dead ones. The queue keeps a killed process's jobs locked for hours, so each pool
 * holds a session advisory lock on its id, which PostgreSQL drops with the connection; `releaseDead` gives back the
 * jobs of pools whose lock is free.
 */
export class WorkerLease {
  private client: pg.Client | null = null;
  private connecting: Promise<pg.Client> | null = null;
  private readonly held = new Set<string>();

  constructor(private readonly url: string) {}

  async hold(poolId: string): Promise<void> {
    // A new connection takes those that are held already.
    const client = await this.connected().finally(() => this.held.add(poolId));
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [LEASE_SPACE + poolId]);
  }

  /** For a pool that has ended: what it could not write down as done is given back, by whoever looks next. */
  async drop(poolId: string): Promise<void> {
    this.held.delete(poolId);
    await this.client?.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [LEASE_SPACE + poolId]);
  }

  /** Returns the ids of the pools whose jobs were given back. */
  async releaseDead(): Promise<string[]> {
    const client = await this.connected();
    const { rows } = await client.query<{ locked_by: string }>(FREE_LOCKS, [LEASE_SPACE, GRACE_SECONDS]);
    // Our own session can take its own locks again, so they would look free.
    const dead = rows.map((row) => row.locked_by).filter((id) => !this.held.has(id));
    if (dead.length > 0) await client.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
    return dead;
  }

  async end(): Promise<void> {
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  /** One connection, made again with all leases when it was lost. */
  private async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    this.connecting ??= this.connect().finally(() => (this.connecting = null));
    return this.connecting;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'resolutionflow-lease',
      keepAlive: true,
    });
    client.on('error', () => (this.client = null));
    await client.connect();
    for (const id of this.held) {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [LEASE_SPACE + id]);
    }
    this.client = client;
    return client;
  }
}
