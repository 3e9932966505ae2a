import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityMetadata } from 'typeorm';
import { SnakeNaming } from '../../src/kernel/database/snake-naming.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Column {
  name: string;
  type: string;
  nullable: boolean;
  /** As SQL, without its type; null for what the database computes, too. */
  fallback: string | null;
  comment: string | null;
}

const COLUMNS = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
         CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS fallback,
         col_description(a.attrelid, a.attnum) AS comment
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
   ORDER BY a.attname`;

const TABLES = `
  SELECT c.relname AS name, obj_description(c.oid) AS comment
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_migrations'
   ORDER BY c.relname`;

interface ForeignKey {
  table: string;
  columns: string[];
  target: string;
  onDelete: string;
}

/** Without the account's column, where there is another: every reference is within the account. */
const FOREIGN_KEYS = `
  SELECT k.conrelid::regclass::text AS table, k.confrelid::regclass::text AS target,
         array_agg(a.attname::text ORDER BY o) FILTER (WHERE a.attname <> 'account_id' OR cardinality(k.conkey) = 1) AS columns,
         CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'NO ACTION' END AS "onDelete"
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
    CROSS JOIN unnest(k.conkey) WITH ORDINALITY AS u (attnum, o)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
   WHERE k.contype = 'f' AND n.nspname = 'public'
   GROUP BY k.oid`;

/** A module that holds a table may not know the module above it that holds what a column refers to. */
const UPWARD = ['idempotency_keys', 'session_observations.proposal_id'];

const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const withoutType = (sql: string | null | undefined): string | null =>
  sql?.replace(/::[a-z ]+(\[\])?$/, '').replace(/^'?(-?\d+)(\.0+)?'?$/, '$1') ?? null;

const files = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.entity.ts'))
  .sort();

describe('entities and the migrated schema', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    const modules = await Promise.all(
      files.map((file) => import(join(PROJECT_ROOT, 'src', file)) as Promise<Record<string, unknown>>),
    );
    const entities = modules.flatMap((module) =>
      Object.values(module).filter((value) => typeof value === 'function'),
    );
    source = new DataSource({
      type: 'postgres',
      url: database.url,
      namingStrategy: new SnakeNaming(),
      entities,
    });
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const described = ({ columns }: EntityMetadata): Column[] =>
    columns
      .map((column) => ({
        name: column.databaseName,
        type: source.driver
          .createFullType({
            type: source.driver.normalizeType(column),
            length: source.driver.getColumnLength(column),
            precision: column.precision,
            scale: column.scale,
            isArray: column.isArray,
          } as Parameters<DataSource['driver']['createFullType']>[0])
          .toLowerCase()
          .replace(/ array$/, '[]'),
        nullable: column.isNullable,
        fallback: withoutType(source.driver.normalizeDefault(column)),
        comment: column.comment ?? null,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));

  it('are there for every table, with its comment', async () => {
    const tables = await source.query<{ name: string; comment: string | null }[]>(TABLES);
    const expected = source.entityMetadatas.map(({ tableName, comment }) => ({
      name: tableName,
      comment: comment ?? null,
    }));
    expect(expected.sort(byText)).toEqual(tables.sort(byText));
    expect(source.entityMetadatas).toHaveLength(files.length);
  });

  it('describe every column: type, nullability, default and comment', async () => {
    for (const entity of source.entityMetadatas) {
      const columns = await source.query<Column[]>(COLUMNS, [entity.tablePath]);
      const there = columns.map((column) => ({ ...column, fallback: withoutType(column.fallback) }));
      expect({ table: entity.tablePath, columns: described(entity) }).toEqual({
        table: entity.tablePath,
        columns: there,
      });
    }
  });

  it('have a relation for every foreign key, with its delete rule', async () => {
    const keys = await source.query<ForeignKey[]>(FOREIGN_KEYS);
    const relations = source.entityMetadatas.flatMap(({ tableName, manyToOneRelations }) =>
      manyToOneRelations.map((relation): ForeignKey => ({
        table: tableName,
        target: relation.inverseEntityMetadata.tableName,
        columns: relation.joinColumns.map(({ databaseName }) => databaseName),
        onDelete: relation.onDelete ?? 'NO ACTION',
      })),
    );
    const known = keys.filter(
      ({ table, columns }) => !UPWARD.includes(table) && !UPWARD.includes(`${table}.${columns.join()}`),
    );
    expect(relations.sort(byText)).toEqual(known.sort(byText));
  });

  it('can be read with what they refer to', async () => {
    for (const { target, manyToOneRelations } of source.entityMetadatas) {
      const relations = Object.fromEntries(
        manyToOneRelations.map(({ propertyName }) => [propertyName, true]),
      );
      await expect(source.getRepository(target).find({ relations, take: 1 })).resolves.toEqual([]);
    }
  });

  it('name checks and indexes that are there', async () => {
    const there = await source.query<{ name: string }[]>(
      `SELECT conname AS name FROM pg_constraint UNION SELECT indexname FROM pg_indexes`,
    );
    const named = source.entityMetadatas.flatMap(({ checks, indices }) =>
      [...checks, ...indices].map(({ name }) => name),
    );
    expect(named.length).toBeGreaterThanOrEqual(8);
    expect(there.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});
