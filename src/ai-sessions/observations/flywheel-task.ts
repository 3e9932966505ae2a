/** Queued as `{session_id}` in the transaction that ends a session. */
export const OBSERVE_SESSION = 'observe_session';

/** Queued as `{session_id}` where a language model is to be asked about the session: it waits for others meanwhile. */
export const OBSERVE_WITH_MODEL = 'observe_with_model';

/** Queued as `{session_id}` in the transaction that confirms a session's outcome, or takes the confirmation back. */
export const CONFIRM_OUTCOME = 'confirm_outcome';
