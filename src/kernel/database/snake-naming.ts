import { DefaultNamingStrategy } from 'typeorm';

/** Entity properties are camelCase, columns are snake_case. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    const name = [...prefixes, property].join('_');
    return custom ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
