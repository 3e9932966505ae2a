import type { EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { Actor } from '../http/actor.js';

declare const accountTx: unique symbol;

/**
 * A transaction, the account it is confined to and who acts, in one object that only `Transactions` makes. A query
 * that is not given one does not compile, so none can run outside an account.
 */
export interface AccountTx {
  readonly [accountTx]: true;
  readonly accountId: string;
  readonly actor: Actor;
  /** Runs one statement; rows are plain objects with the columns' names. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * As `query`, with a plan that the connection keeps: for a constant text that is asked often, and that is best
   * answered in the same way whatever its parameters are.
   */
  prepared<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** TypeORM's repository of an entity, bound to this transaction. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E>;
}
