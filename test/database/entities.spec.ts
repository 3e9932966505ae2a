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
}

const COLUMNS = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a
   WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`;

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
    columns.map((column) => ({
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
    }));

  it('finds every entity', () => {
    expect(source.entityMetadatas).toHaveLength(files.length);
    expect(files.length).toBeGreaterThan(5);
  });

  it('describes columns that are there, of the same type and nullability', async () => {
    for (const entity of source.entityMetadatas) {
      const there = await source.query<Column[]>(COLUMNS, [entity.tablePath]);
      const byName = new Map(there.map((column) => [column.name, column]));
      const expected = described(entity);
      const found = expected.map(
        ({ name }) => byName.get(name) ?? { name, type: 'missing', nullable: false },
      );
      expect({ table: entity.tablePath, columns: found }).toEqual({
        table: entity.tablePath,
        columns: expected,
      });
    }
  });
});
