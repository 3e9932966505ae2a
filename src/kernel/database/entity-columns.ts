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
