import type { DataSourceOptions } from 'typeorm';
import { surviveLoss } from './connection-loss.js';
import { APP_ROLE } from './roles.js';
import { SnakeNaming } from './snake-naming.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/**
 * How long a connection is kept that nobody needs. After pg's ten seconds, whoever asks next waits for a new one and for its
 * first plans: 38 ms instead of 7. Much longer, and a firewall in between may have forgotten it.
 */
export const IDLE_MS = 300_000;

/** For a connection, of a server that does not answer or a pool whose connections are all at work. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** The application's connections: each takes on the role that owns nothing as it starts. */
export function appDataSourceOptions(url: string, poolSize: number): PostgresOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'resolutionflow',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: {
      keepAlive: true,
      options: `-c role=${APP_ROLE}`,
      idleTimeoutMillis: IDLE_MS,
      // Before the pool hands it over: between that and TypeORM's own listener, nobody would hear that it is lost.
      onConnect: surviveLoss,
    },
  };
}
