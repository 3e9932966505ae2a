import type { components } from '../api/schema.gen.js';

type Schemas = components['schemas'];

export interface RecordedStep {
  kind: Schemas['SessionStepKind'];
  text: string;
  result: string;
}

/** What is typed of a session so far. */
export interface Recording {
  /** Null until somebody typed one: what the caller said stands there. */
  title: string | null;
  steps: RecordedStep[];
  outcome: 'resolved' | 'escalated' | 'abandoned';
  confirmed: boolean;
  /** Idempotency-Keys: the session is made once and ended once, however often it is saved. */
  keys: { create: string; resolve: string } | null;
}

export const EMPTY_STEP: RecordedStep = { kind: 'question', text: '', result: '' };

export const EMPTY_RECORDING: Recording = {
  title: null,
  steps: [EMPTY_STEP],
  outcome: 'resolved',
  confirmed: false,
  keys: null,
};

/** Steps without a text are none. */
export function stepsOf({ steps }: Recording): Schemas['SessionStep'][] {
  return steps.flatMap(({ kind, text, result }) =>
    text.trim() === ''
      ? []
      : [{ kind, text: text.trim(), result: result.trim() === '' ? null : result.trim() }],
  );
}
