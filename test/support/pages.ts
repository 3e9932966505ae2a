import type { Page } from '../../src/kernel/http/paging.js';
import type { TestApp } from './app.js';

/** Follows a list's cursors to its end; `path` may have a query. */
export async function everyPage<T>(test: TestApp, token: string, path: string): Promise<T[][]> {
  const pages: T[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await onePage(test, token, path, cursor);
    pages.push(page.items);
    cursor = page.next_cursor;
  }
  return pages;
}

async function onePage<T>(test: TestApp, token: string, path: string, cursor: string): Promise<Page<T>> {
  const url = cursor === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
  const { body } = await test.as(token).get(url).expect(200);
  return body as Page<T>;
}
