/**
 * Something that holds of every sound database. The statement finds what breaks it: rows of `subject`, what is concerned, and
 * `detail`, how it stands instead.
 */
export interface Check {
  /** Such as `flow-current-version`; it stays the same, so that somebody can look for it. */
  name: string;
  /** What holds, in a sentence. */
  meaning: string;
  /** What to do about it. */
  mend: string;
  /**
   * Of the whole database it runs as the user that owns it, without parameters; of an account it runs confined to that, `$1` is
   * its id.
   */
  sql: string;
  /** Whether `$2` is the account's jobs that the queue has yet to do: `[{task, payload}]`. */
  needsJobs?: boolean;
}

/** What a check found. */
export interface Finding {
  check: string;
  /** Null of what belongs to no account. */
  accountId: string | null;
  /** How many there are in all. */
  count: number;
  /** The first few of them. */
  examples: Example[];
}

export interface Example {
  subject: string;
  detail: string;
}
