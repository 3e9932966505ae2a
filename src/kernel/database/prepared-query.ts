import pg, { type ClientBase, type Connection, type FieldDef } from 'pg';
import { statementName } from './statement-name.js';

type Row = Record<string, unknown>;

/** The columns of a statement's rows. */
interface Columns {
  readonly names: readonly string[];
  readonly parsers: readonly ((value: string) => unknown)[];
  /** A row that has all columns and no value. */
  readonly empty: Readonly<Row>;
}

interface KnownConnection {
  /** By statement name. */
  readonly columns: Map<string, Columns>;
  /** The connection, but for asking nothing about columns. */
  readonly silent: Connection;
}

/** What of its query a client calls or sends, most of which pg's types leave out. */
interface SentQuery {
  name: string;
  values: unknown[];
  /** The one that the client is given with the query. */
  callback: (error: Error | null, rows?: Row[]) => void;
  submit(connection: Connection): Error | null;
}

const SentQuery = pg.Query as unknown as new (text: string) => SentQuery;
// PostgreSQL knows more types than pg has names for.
const parserOf = pg.types.getTypeParser as unknown as (type: number) => (value: string) => unknown;
const NO_COLUMNS = columnsOf([]);
const connections = new WeakMap<Connection, KnownConnection>();

/**
 * A prepared statement that has its columns described once a connection, and not with each of its results: to read
 * that takes longer than to read a row. PostgreSQL refuses one whose columns have changed since.
 */
class PreparedQuery extends SentQuery {
  private known: KnownConnection | null = null;
  private columns: Columns | undefined;
  private readonly found: Row[] = [];

  constructor(name: string, text: string, values: readonly unknown[]) {
    super(text);
    this.name = name;
    this.values = [...values];
  }

  override submit(connection: Connection): Error | null {
    this.known = knownConnection(connection);
    this.columns = this.known.columns.get(this.name);
    return super.submit(this.columns ? this.known.silent : connection);
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.columns = columnsOf(fields);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, parsers, empty } = this.columns ?? NO_COLUMNS;
    const row = { ...empty };
    try {
      fields.forEach((value, i) => {
        if (value !== null) row[names[i] ?? ''] = parsers[i]?.(value);
      });
      this.found.push(row);
    } catch (error) {
      this.callback(error as Error);
    }
  }

  handleCommandComplete(): void {
    this.known?.columns.set(this.name, this.columns ?? NO_COLUMNS);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.found);
  }
}

/** Runs one of the program's own statements, whose text is constant, on a client; the rows have the columns' names. */
export async function queryPrepared(
  client: ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return await new Promise((resolve, reject) => {
      const query: unknown = new PreparedQuery(statementName(text), text, values);
      client.query(query as pg.QueryConfig, (error: Error | null, rows: unknown) => {
        if (error) reject(error);
        else resolve(rows as Row[]);
      });
    });
  } catch (error) {
    // It would lead to the socket that the answer came from.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

function knownConnection(connection: Connection): KnownConnection {
  let known = connections.get(connection);
  if (!known) {
    const silent = Object.create(connection) as Connection;
    silent.describe = () => undefined;
    connections.set(connection, (known = { columns: new Map(), silent }));
  }
  return known;
}

function columnsOf(fields: readonly FieldDef[]): Columns {
  const names = fields.map(({ name }) => name);
  return {
    names,
    parsers: fields.map(({ dataTypeID }) => parserOf(dataTypeID)),
    empty: Object.fromEntries(names.map((name) => [name, null])),
  };
}
