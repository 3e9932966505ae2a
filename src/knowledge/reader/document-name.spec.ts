import { describe, expect, it } from '@jest/globals';
import { titleOfName } from './document-name.js';

describe('the title of a document without one', () => {
  it.each([
    ['printers/offline_queue.md', 'Offline queue'],
    ['web\\page-does-not-open.mmd', 'Page does not open'],
    ['KubeNodeNotReady.md', 'KubeNodeNotReady'],
    ['printers/.md', 'Untitled'],
  ])('is made of its name: %s', (name, title) => {
    expect(titleOfName(name)).toBe(title);
  });
});
