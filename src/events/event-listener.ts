import { EventEmitter } from 'node:events';
import { Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { DATABASE_URL } from '../kernel/database/database-url.js';
import { APP_ROLE } from '../kernel/database/roles.js';

const EVENTS = 'account_events';
const ENDED_CREDENTIALS = 'ended_credentials';
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

interface Wakes {
  /** Something happened in an account. */
  account: [accountId: string];
  /**
   * Credentials of an account are no good any more: a user was deactivated, a key revoked, a browser signed out, or the
   * account deleted.
   */
  credentials: [accountId: string];
  /** Nobody knows what happened while there was no connection. */
  all: [];
}

/** This process's one connection that the database wakes. It is made for the first listener, and again when lost. */
@Injectable()
export class EventListener {
  readonly wakes = new EventEmitter<Wakes>();
  private readonly logger = new Logger(EventListener.name);
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private pause = FIRST_PAUSE_MS;
  private connecting: Promise<void> | null = null;
  private ended = false;

  constructor(@Inject(DATABASE_URL) private readonly url: string) {}

  /** Done when the database wakes this process, or when the first attempt failed and others follow by themselves. */
  async start(): Promise<void> {
    if (this.client || this.retry || this.ended) return;
    this.connecting ??= this.connect().finally(() => (this.connecting = null));
    await this.connecting;
  }

  async end(): Promise<void> {
    this.ended = true;
    if (this.retry) clearTimeout(this.retry);
    await this.connecting;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'resolutionflow-events',
      options: `-c role=${APP_ROLE}`,
      keepAlive: true,
    });
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    client.on('notification', ({ channel, payload }) => {
      if (payload) this.wakes.emit(channel === EVENTS ? 'account' : 'credentials', payload);
    });
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS}; LISTEN ${ENDED_CREDENTIALS}`);
      this.pause = FIRST_PAUSE_MS;
      this.wakes.emit('all');
    } catch (error) {
      this.lost(client, error);
    }
  }

  /** Both `error` and `end` may tell of one loss. */
  private lost(client: pg.Client, error: unknown): void {
    if (this.client !== client) return;
    this.client = null;
    client.end().catch(() => undefined);
    if (this.ended) return;
    this.logger.warn({ err: error }, `nobody wakes this process; trying again in ${this.pause} ms`);
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.start();
    }, this.pause).unref();
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
