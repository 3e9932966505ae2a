import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from './config.js';
import { appDataSourceOptions } from './database/data-source.js';
import { DATABASE_URL } from './database/database-url.js';
import { SnapshotExports } from './database/snapshot-exports.js';
import { SystemDatabase } from './database/system-database.js';
import { Transactions } from './database/transactions.js';
import { IdempotencyKeysRepository } from './idempotency/idempotency-keys.repository.js';
import { IdempotencyPurge } from './idempotency/idempotency-purge.js';
import { AccountChores } from './jobs/account-chores.js';
import { AccountSchedule } from './jobs/account-schedule.js';
import { JobQueue } from './jobs/job-queue.js';
import { JobRegistry } from './jobs/job-registry.js';
import { Worker } from './jobs/worker.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsServer } from './metrics/metrics-server.js';
import { QueueMetrics } from './metrics/queue-metrics.js';
import { IdempotencyKeyEntity } from './idempotency/idempotency-key.entity.js';

export interface KernelOptions {
  /** False to look at the application without a database, as for its API description. */
  connect: boolean;
}

/** What every feature builds on: configuration, transactions, the job queue. */
@Global()
@Module({})
export class KernelModule {
  static forRoot(config: Config, databaseUrl: string, { connect }: KernelOptions): DynamicModule {
    return {
      module: KernelModule,
      imports: [
        TypeOrmModule.forRoot({
          ...appDataSourceOptions(databaseUrl, config.DATABASE_POOL_SIZE),
          autoLoadEntities: true,
          retryAttempts: 0,
          manualInitialization: !connect,
        }),
        TypeOrmModule.forFeature([IdempotencyKeyEntity]),
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        Metrics,
        MetricsServer,
        QueueMetrics,
        SystemDatabase,
        Transactions,
        SnapshotExports,
        JobQueue,
        JobRegistry,
        Worker,
        AccountChores,
        AccountSchedule,
        IdempotencyKeysRepository,
        IdempotencyPurge,
      ],
      exports: [
        Config,
        DATABASE_URL,
        Metrics,
        SystemDatabase,
        Transactions,
        SnapshotExports,
        JobQueue,
        JobRegistry,
        Worker,
        AccountChores,
        AccountSchedule,
        IdempotencyKeysRepository,
      ],
    };
  }
}
