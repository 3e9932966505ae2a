import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { migrations } from '../../migrations/all.js';
import { Config } from '../kernel/config.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { Worker } from '../kernel/jobs/worker.js';

/** One method for each part that the program needs. */
@Injectable()
export class HealthService {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly system: SystemDatabase,
    private readonly jobWorker: Worker,
    private readonly config: Config,
  ) {}

  async database(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('database');
    try {
      await this.system.tx.query('SELECT 1');
      return check.up();
    } catch {
      return check.down('does not answer');
    }
  }

  async migrations(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('migrations');
    try {
      const rows = await this.system.tx.query<{ name: string }>('SELECT name FROM schema_migrations');
      const done = new Set(rows.map((row) => row.name));
      const missing = migrations.map(({ name }) => name).filter((name) => !done.has(name));
      return missing.length === 0 ? check.up() : check.down({ missing });
    } catch {
      return check.down('cannot be read');
    }
  }

  /** Of this process; one with `ROLE=api` leaves the jobs to others. */
  worker(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('worker');
    if (this.config.ROLE === 'api') return Promise.resolve(check.up({ here: false }));
    return Promise.resolve(this.jobWorker.running ? check.up({ here: true }) : check.down('is not running'));
  }
}
