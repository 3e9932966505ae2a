export const JOB_STATUSES = ['receiving', 'queued', 'running', 'done', 'failed'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Numbers by name, such as lines read and rows created. */
export type JobCounts = Record<string, number>;

export interface NewJob {
  /** What is done, such as `session_import`; at most 40 characters. */
  kind: string;
  /** `queued` when left out. */
  status?: JobStatus;
  /** Pieces of work in all, where that is known already. */
  total?: number;
  /** What `progress` counts up from, so that every count can be seen from the start. */
  counts?: JobCounts;
}

/** What happened since the last report; what is left out stays as it is. */
export interface JobProgress {
  /** Added to the job's counts. */
  counts?: JobCounts;
  total?: number;
  /** A last one, `done` or `failed`, ends the job. */
  status?: JobStatus;
  /** Why it failed, for the account. */
  error?: string;
}

/** A piece of the input that could not be used. */
export interface JobFault {
  /** Counted from 1. */
  line: number;
  detail: string;
}
