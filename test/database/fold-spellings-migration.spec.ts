import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrateDown } from '../../src/kernel/database/migrator.js';
import { foldSpelling } from '../../src/kernel/text/fold.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const NAME = 'FoldSpellings1795723200000';
const ACCOUNT = '00000000-0000-7000-8000-000000000001';
const FLOW = '00000000-0000-7000-8000-000000000003';
const SESSION = '00000000-0000-7000-8000-000000000004';

let database: TestDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const words = async (subject: string): Promise<string[]> => {
  const { rows } = await superuser.query<{ word: string }>(
    // Since then each begins with seven letters that tell what it is a word of, and whose.
    `SELECT substr(lexeme, 8) AS word FROM subject_words CROSS JOIN unnest(tsvector_to_array(words)) AS lexeme
      WHERE subject_id = $1 ORDER BY lexeme COLLATE "C"`,
    [subject],
  );
  return rows.map(({ word }) => word);
};

describe('what was indexed before spellings were folded', () => {
  it('is found by all of them', async () => {
    while ((await migrateDown(database.url)) !== NAME);
    await superuser.query(`
      INSERT INTO accounts (id, name, slug) VALUES ('${ACCOUNT}', 'A', 'a');
      INSERT INTO trees (id, account_id, title, current_version) VALUES ('${FLOW}', '${ACCOUNT}', 'Überstände: blue', 1);
      INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
      VALUES ('${ACCOUNT}', '${FLOW}', 1, '{"nodes": [{"text": "Prüfe die Füße"}, {"text": "nicht Gäste"}]}', 'P');
      INSERT INTO search_words (account_id, kind, subject_id, word)
      SELECT '${ACCOUNT}', 'flow', '${FLOW}', unnest(ARRAY['uberstande', 'blue', 'prufe', 'die', 'fuße']);
      INSERT INTO search_words (account_id, kind, subject_id, word)
      SELECT '${ACCOUNT}', 'session', '${SESSION}', unnest(ARRAY['straße', 'grøn']);
      INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
      VALUES ('${ACCOUNT}', '${FLOW}', 'flow', 1, 1);
      INSERT INTO search_postings (account_id, subject_id, term, weight, own, heard)
      VALUES ('${ACCOUNT}', '${FLOW}', 'uberstand', 1, 1, 0), ('${ACCOUNT}', '${FLOW}', 'bluetooth', 2, 1, 3),
             ('${ACCOUNT}', '${FLOW}', 'straße', 1, 1, 0), ('${ACCOUNT}', '${FLOW}', 'poet', 1, 1, 0),
             ('${ACCOUNT}', '${FLOW}', 'pot', .5, 0, 2), ('${ACCOUNT}', '${FLOW}', 'queue', 1, 1, 0)`);
    await migrate(database.url);
    expect(await words(FLOW)).toEqual([
      ...['blue', 'die', 'fuesse', 'fusse', 'pruefe', 'prufe', 'uberstande', 'ueberstaende'],
    ]);
    expect(await words(SESSION)).toEqual(['groen', 'gron', 'strasse']);
    const { rows } = await superuser.query(
      'SELECT term, weight, own, heard FROM search_postings ORDER BY term',
    );
    expect(rows).toEqual([
      { term: 'blutooth', weight: 2, own: 1, heard: 3 },
      { term: 'pot', weight: 1, own: 1, heard: 2 },
      { term: 'queue', weight: 1, own: 1, heard: 0 },
      { term: 'strass', weight: 1, own: 1, heard: 0 },
      { term: 'uberstand', weight: 1, own: 1, heard: 0 },
    ]);
  });
});

describe('the folding of the database', () => {
  it('is that of the program, for letters of Latin scripts', async () => {
    const letters = Array.from({ length: 0x250 - 0x41 }, (_, index) => String.fromCodePoint(0x41 + index))
      .concat(Array.from({ length: 0x100 }, (_, index) => String.fromCodePoint(0x1e00 + index)))
      .filter((letter) => /\p{L}/u.test(letter));
    const { rows } = await superuser.query<{ folded: string }>(
      'SELECT fold_spelling(letter) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS t (letter, n) ORDER BY n',
      [letters],
    );
    const differing = letters.filter((letter, index) => foldSpelling(letter, 10) !== rows[index]?.folded);
    // Neither lower nor upper case of the dotless i is another letter to a database.
    expect(differing).toEqual(['ı']);
  });
});
