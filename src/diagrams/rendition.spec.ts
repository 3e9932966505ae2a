import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { hostileText } from './hostile-flow.testing.js';
import { DIAGRAM_FORMATS, EXPORT_FORMATS, fileNameOf, formatOf } from './rendition.js';

describe('formatOf', () => {
  it('takes the format that is named before the one that is accepted', () => {
    expect(formatOf('mermaid', 'image/svg+xml', DIAGRAM_FORMATS)).toBe('mermaid');
  });

  it.each([
    [undefined, 'json'],
    ['text/markdown', 'markdown'],
    ['text/plain', 'mermaid'],
    ['text/vnd.mermaid', 'mermaid'],
    ['application/json;q=0.1, text/markdown', 'markdown'],
  ])('of %p makes %p', (accept, format) => {
    expect(formatOf(undefined, accept, EXPORT_FORMATS)).toBe(format);
  });

  it.each([
    ['image/png', 'png'],
    ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'svg'],
    ['image/*', 'svg'],
  ])('of %p draws %p', (accept, format) => {
    expect(formatOf(undefined, accept, DIAGRAM_FORMATS)).toBe(format);
  });

  it('says what there is where none is accepted', () => {
    expect(() => formatOf(undefined, 'image/webp', DIAGRAM_FORMATS)).toThrow(
      expect.objectContaining({ status: 406, code: 'not_acceptable' }),
    );
  });
});

describe('fileNameOf', () => {
  it.each([
    ['Network printer shows as offline', 'v2', 'network-printer-shows-as-offline-v2.md'],
    ['Übergabe: "Größe"\r\nx', 'v1', 'ubergabe-gro-e-x-v1.md'],
    ['プリンター', 'v12', 'flow-v12.md'],
  ])('names %p %p %p', (title, part, name) => {
    expect(fileNameOf(title, part, 'markdown')).toBe(name);
  });

  it('keeps the version of the longest title, and is safe in a header', () => {
    expect(fileNameOf('long '.repeat(60), 'v3', 'svg')).toMatch(/-v3\.svg$/);
    fc.assert(
      fc.property(hostileText, (title) => {
        expect(fileNameOf(title, 'v1', 'json')).toMatch(/^[a-z0-9][a-z0-9-]*v1\.json$/);
      }),
    );
  });
});
