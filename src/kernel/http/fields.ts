export const MAX_FIELDS = 40;

/** Names of members, with commas between them. */
export const FIELDS = /^[a-z][a-z0-9_]{0,63}(,[a-z][a-z0-9_]{0,63})*$/;
