/** For `@Transform`: `true` and `false` of a query become booleans; what is neither is left to be refused. */
export const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** For `@Transform`: `?status=a&status=b` and `?status=a,b` are the same. */
export const toList = ({ value }: { value: unknown }): unknown =>
  value === undefined
    ? undefined
    : [value].flat().flatMap((item: unknown) => (typeof item === 'string' ? item.split(',') : [item]));
