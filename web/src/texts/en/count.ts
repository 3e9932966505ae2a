/** A number with what is counted. */
export const count = (many: number, one: string, more: string): string =>
  `${many} ${many === 1 ? one : more}`;
