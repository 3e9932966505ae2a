import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { SnakeNaming } from '../../src/kernel/database/snake-naming.js';
import { ProposalEntity } from '../../src/proposals/proposal.entity.js';

/** The model that was asked for, in SQLAlchemy, lies beside the project, if anywhere: it is not part of it. */
const DEFAULT_MODEL = '../shared/seed/flow_proposal_model.txt';

const file = resolve(process.env.SPECIFIED_MODEL ?? DEFAULT_MODEL);
const present = existsSync(file);
if (!present)
  process.stderr.write(
    `No specified model at ${file}: flow_proposals is not compared with it. SPECIFIED_MODEL names the file.\n`,
  );

interface SpecifiedColumn {
  name: string;
  type: string;
  nullable: boolean;
  comment: string | null;
}

const TYPES: Record<string, string> = {
  UUID: 'uuid',
  String: 'varchar',
  Text: 'text',
  JSONB: 'jsonb',
  Float: 'double precision',
  Integer: 'integer',
  Boolean: 'boolean',
  DateTime: 'timestamptz',
};

function readColumns(model: string): SpecifiedColumn[] {
  const columns = model.matchAll(/^(\w+): Mapped\[(.+)\] = mapped_column\(\s*(\w+)\b([\s\S]*?)\n?\)$/gm);
  return [...columns].map(([, name = '', python = '', type = '', rest = '']) => ({
    name,
    type: `${TYPES[type] ?? type}${/^\((\d+)\)/.exec(rest)?.[1] ?? ''}`,
    nullable: python.startsWith('Optional['),
    comment: /comment="([^"]*)"/.exec(rest)?.[1] ?? null,
  }));
}

function readChecks(model: string): { name: string; expression: string }[] {
  return [...model.matchAll(/CheckConstraint\(\s*"([^"]+)",\s*name="(\w+)"/g)].map(
    ([, expression = '', name = '']) => ({ name, expression }),
  );
}

function readRelations(model: string): { name: string; target: string }[] {
  return [...model.matchAll(/^(\w+): Mapped\[.+\] = relationship\("(\w+)"/gm)].map(
    ([, name = '', target = '']) => ({ name, target }),
  );
}

/** The entities by the names that the model has for them. */
const TARGETS: Record<string, string> = {
  Account: 'AccountEntity',
  Team: 'TeamEntity',
  AISession: 'AiSessionEntity',
  Tree: 'TreeEntity',
  User: 'UserEntity',
};

(present ? describe : describe.skip)('the entity of flow_proposals and the model that was specified', () => {
  const model = present ? readFileSync(file, 'utf8') : '';
  const metadata = getMetadataArgsStorage();
  const naming = new SnakeNaming();
  const own = <T extends { target: unknown }>(all: readonly T[]): T[] =>
    all.filter(({ target }) => target === ProposalEntity);

  it('have the same columns, with their comments', () => {
    const specified = readColumns(model);
    expect(specified).toHaveLength(24);
    const columns = own(metadata.columns).map(({ propertyName, options }) => ({
      name: naming.columnName(propertyName, options.name, []),
      type: `${String(options.type)}${options.length ?? ''}`,
      nullable: options.nullable === true,
      comment: options.comment ?? null,
    }));
    // The model leaves the type of a few to be told from the Python one, such as created_at's nullability.
    expect(columns).toEqual(expect.arrayContaining(specified));
  });

  it('have the same checks by the same names', () => {
    const specified = readChecks(model);
    expect(specified).toHaveLength(4);
    const checks = own(metadata.checks).map(({ name, expression }) => ({ name, expression }));
    expect(checks).toEqual(specified.sort((a, b) => order(checks, a.name) - order(checks, b.name)));
  });

  it('have the same relations', () => {
    const specified = readRelations(model).map(({ name, target }) => ({
      name: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      target: TARGETS[target],
    }));
    expect(specified).toHaveLength(6);
    const relations = own(metadata.relations).map(({ propertyName, type }) => ({
      name: propertyName,
      target: (type as () => { name: string })().name,
    }));
    expect(relations).toEqual(expect.arrayContaining(specified));
  });

  it('index the same columns by the names that the model gives them', () => {
    const indexed = [...model.matchAll(/^(\w+): Mapped[\s\S]*?\n?\)$/gm)]
      .filter(([text]) => /index=True/.test(text))
      .map(([, name = '']) => `ix_flow_proposals_${name}`);
    expect(indexed).toHaveLength(4);
    expect(own(metadata.indices).map(({ name }) => name)).toEqual(expect.arrayContaining(indexed));
  });
});

const order = (checks: readonly { name?: string }[], name: string): number =>
  checks.findIndex((check) => check.name === name);
