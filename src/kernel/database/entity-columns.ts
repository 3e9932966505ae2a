import { getMetadataArgsStorage } from 'typeorm';
import { SnakeNaming } from './snake-naming.js';

/** The columns of an entity as a SELECT list that gives its properties, for statements that are prepared. */
export function columnsOf(entity: new () => object): string {
  const naming = new SnakeNaming();
  return getMetadataArgsStorage()
    .columns.filter(({ target }) => target === entity)
    .map(({ propertyName, options }) => {
      const column = naming.columnName(propertyName, options.name, []);
      return `"${column}" AS "${propertyName}"`;
    })
    .join(', ');
}

/**
 * The columns of an entity under their own names, as a SELECT list of the table `alias`.
 * @param without properties that are left out
 */
export function columnNamesOf<Row extends object>(
  entity: new () => Row,
  alias: string,
  without: readonly (keyof Row)[],
): string {
  const naming = new SnakeNaming();
  return getMetadataArgsStorage()
    .columns.filter(({ target }) => target === entity)
    .filter(({ propertyName }) => !without.some((left) => left === propertyName))
    .map(({ propertyName, options }) => `${alias}.${naming.columnName(propertyName, options.name, [])}`)
    .join(', ');
}
