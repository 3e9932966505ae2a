import type { components } from '../api/schema.gen.js';

type Schemas = components['schemas'];

/** What a technician wants done with a walk; `body.version` is the version that was seen. */
export type WalkStep =
  | { verb: 'answer'; body: Schemas['WalkAnswer'] }
  | { verb: 'back'; body: Schemas['WalkBack']; times: number }
  | { verb: 'deviate'; body: Schemas['WalkDeviation'] }
  | { verb: 'finish'; body: Schemas['WalkEnding'] }
  | { verb: 'confirm' | 'reopen'; body: Schemas['WalkOutcomeNews'] };

/** A step that is to happen once, however often it is sent. */
export type WalkIntent = WalkStep & {
  walkId: string;
  /** Who wants it: nobody else's session sends it. */
  userId: string;
  /** Idempotency-Key: the same for each time that it is sent. */
  key: string;
  /** As the person sees it, such as the answer. */
  label: string;
};

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (walkId: string): string => `desk.walk-intent.${walkId}`;

/** Kept from before it is sent until the server has said something to it: a reload in between goes on with it. */
export function keepIntent(store: Store, intent: WalkIntent): void {
  store.setItem(nameOf(intent.walkId), JSON.stringify(intent));
}

export function dropIntent(store: Store, intent: WalkIntent): void {
  const kept = readIntent(store, intent.walkId);
  if (kept?.key === intent.key) store.removeItem(nameOf(intent.walkId));
}

/** What that user wanted and nobody knows whether the server has it. */
export function keptIntent(store: Store, walkId: string, userId: string): WalkIntent | null {
  const kept = readIntent(store, walkId);
  return kept?.userId === userId ? kept : null;
}

/** What goes on after a step of several was taken, with what the server said; null where it was all. */
export function nextIntent(done: WalkIntent, version: number, key: string): WalkIntent | null {
  if (done.verb !== 'back' || done.times <= 1) return null;
  return { ...done, key, times: done.times - 1, body: { version } };
}

function readIntent(store: Store, walkId: string): WalkIntent | null {
  try {
    return JSON.parse(store.getItem(nameOf(walkId)) ?? 'null') as WalkIntent | null;
  } catch {
    return null;
  }
}
