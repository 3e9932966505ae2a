import { parse, type ParsedUrlQuery } from 'node:querystring';

/** As some clients mark a parameter that is a list. */
const LIST = '[]';

/** The parameters of a query. `?status[]=a&status[]=b` means the same as `?status=a&status=b`. */
export function parseQuery(text: string): ParsedUrlQuery {
  const query = parse(text, '&', '=', { maxKeys: 0 });
  for (const [name, values] of Object.entries(query)) {
    if (!name.endsWith(LIST)) continue;
    const plain = name.slice(0, -LIST.length);
    query[plain] = [query[plain] ?? [], values ?? []].flat();
    Reflect.deleteProperty(query, name);
  }
  return query;
}
