import type { DataSourceOptions } from 'typeorm';
import { APP_ROLE } from './roles.js';
import { SnakeNaming } from './snake-naming.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** The application's connections: each takes on the role that owns nothing as it starts. */
export function appDataSourceOptions(url: string, poolSize: number): PostgresOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'resolutionflow',
    // Statements go out without waiting for the answers to those before them.
    extra: { options: `-c role=${APP_ROLE}`, pipeline: true },
  };
}
