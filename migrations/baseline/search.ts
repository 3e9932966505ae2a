/** Posting lists of terms and of words. Plain btree comparisons of text work as index conditions under row security. */
export const searchTables = `
CREATE TABLE search_subjects (
  account_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  kind varchar(10) NOT NULL,
  length real NOT NULL,
  revision bigint NOT NULL,
  sessions integer NOT NULL DEFAULT 0,
  changed bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  slot integer NOT NULL GENERATED ALWAYS AS (uuid_hash(subject_id)) STORED,
  CONSTRAINT search_subjects_pkey PRIMARY KEY (account_id, subject_id),
  CONSTRAINT ck_search_subjects_kind CHECK (kind IN ('flow', 'proposal', 'set_aside')),
  CONSTRAINT search_subjects_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX ix_search_subjects_account_id_slot ON search_subjects (account_id, slot) WHERE kind <> 'set_aside';
CREATE INDEX ix_search_subjects_set_aside ON search_subjects (account_id, slot) WHERE kind = 'set_aside';
CREATE INDEX ix_search_subjects_account_id_changed ON search_subjects (account_id, changed);
COMMENT ON TABLE search_subjects IS
  'What sessions are compared with: published flows and pending proposals, and set aside those decided against';
COMMENT ON COLUMN search_subjects.length IS 'Sum of the weights of its terms';
COMMENT ON COLUMN search_subjects.revision IS 'Grows whenever its document or title is indexed again';
COMMENT ON COLUMN search_subjects.sessions IS 'How many times it learned from a session: grows with its memory';
COMMENT ON COLUMN search_subjects.changed IS 'The transaction of the latest revision';
COMMENT ON COLUMN search_subjects.slot IS 'A place in no order that means anything, so that a range is a sample';

CREATE TABLE search_postings (
  account_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  term varchar(65) COLLATE "C" NOT NULL,
  slot integer NOT NULL GENERATED ALWAYS AS (uuid_hash(subject_id)) STORED,
  weight real NOT NULL,
  own real NOT NULL,
  heard smallint NOT NULL DEFAULT 0,
  CONSTRAINT search_postings_pkey PRIMARY KEY (account_id, term, slot, subject_id) INCLUDE (weight),
  CONSTRAINT search_postings_subject_id_fkey FOREIGN KEY (account_id, subject_id)
    REFERENCES search_subjects (account_id, subject_id) ON DELETE CASCADE
);
CREATE INDEX ix_search_postings_account_id_subject_id ON search_postings (account_id, subject_id, term);
COMMENT ON COLUMN search_postings.term IS 'With a mark before it where the subject is set aside';
COMMENT ON COLUMN search_postings.weight IS 'What it counts: its own weight and what sessions added to it';
COMMENT ON COLUMN search_postings.own IS 'Its weight in title and document; 0 for a term that only sessions used';
COMMENT ON COLUMN search_postings.heard IS 'In how many sessions it was heard, up to a few';

CREATE TABLE search_words (
  account_id uuid NOT NULL,
  kind varchar(10) NOT NULL,
  word varchar(64) COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  CONSTRAINT search_words_pkey PRIMARY KEY (account_id, kind, word, subject_id),
  CONSTRAINT ck_search_words_kind CHECK (kind IN ('flow', 'proposal', 'session')),
  CONSTRAINT search_words_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX ix_search_words_account_id_subject_id ON search_words (account_id, subject_id, word);
COMMENT ON TABLE search_words IS 'The words by which lists of flows, sessions and proposals, decided ones too, are searched';
`;
