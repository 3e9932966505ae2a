/** How an upload is taken in. */
export const IMPORT_LIMITS = {
  /** Bytes after which a piece ends with its line: small enough to hold, large enough for few transactions. */
  chunk: 1_048_576,
  /** Lines of a piece that are inserted by one statement, while the next are read. */
  atOnce: 200,
  /** Bytes of one line; a longer one is a fault. */
  line: 5_242_880,
  /** Lines of an upload that hold something. */
  lines: 1_000_000,
  /** Lines of an upload that are blank, which take as long to read. */
  blankLines: 100_000,
  /** Bytes of an upload. */
  bytes: 4_294_967_296,
  /**
   * Bad lines that a job lists; further ones are counted. Once there are more of them than of good ones, the input is not
   * what it was taken for, and the import stops.
   */
  faults: 1_000,
  /** An upload that goes on says so at least this often (ms), as long as something comes. */
  beat: 10_000,
  /** An upload that has not said so for this long (ms) belongs to a process that was killed. */
  dead: 300_000,
  /** An upload has so long (ms) to end once the program is asked to end. */
  grace: 3_000,
} as const;

/** Queued as `{job_id, number}`: import one piece of an upload. */
export const IMPORT_CHUNK = 'import_chunk';

/** Queued as `{job_id}` to run later: fail an upload whose process was killed. */
export const WATCH_IMPORT = 'watch_import';

/** What the jobs are called to their account. */
export const SESSION_IMPORT = 'session_import';

/** The queue serves sessions that people have just resolved before those of a whole import. */
export const IMPORTED_PRIORITY = 10;
