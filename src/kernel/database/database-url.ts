/** Injection token: how to reach the database, as the user that owns it. */
export const DATABASE_URL = Symbol('DATABASE_URL');
