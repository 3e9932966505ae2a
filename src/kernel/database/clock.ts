/** The time by the database's clock, in a TypeORM update; not `now()`, since a transaction may have waited since it began. */
export const CLOCK = (): string => 'clock_timestamp()';
