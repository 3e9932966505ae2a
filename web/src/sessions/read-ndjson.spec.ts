import { describe, expect, it } from '@jest/globals';
import { lookAtNdjson } from './read-ndjson.js';

describe('a look at a file of sessions', () => {
  it('names its sessions, and the lines that cannot be used by their numbers in the file', () => {
    const text =
      '{"external_id":"a","title":"Printer"}\n\nnonsense\n{"title":"VPN"}\n[]\n{"external_id":"b"}\n';
    expect(lookAtNdjson(text, true)).toEqual({
      lines: 5,
      cut: false,
      titles: ['Printer'],
      faults: [
        { line: 3, detail: 'no JSON object' },
        { line: 4, detail: 'external_id is missing' },
        { line: 5, detail: 'no JSON object' },
        { line: 6, detail: 'title is missing' },
      ],
    });
  });

  it('does not take a line for faulty that it read half of', () => {
    expect(lookAtNdjson('{"external_id":"a","title":"Printer"}\n{"external', false)).toMatchObject({
      lines: 1,
      cut: true,
      faults: [],
    });
  });
});
