import { describe, expect, it } from '@jest/globals';
import { readDocument } from './read-document.js';

describe('a document', () => {
  it('gives flows without what is private', () => {
    const text = '# Locked door\n\n1. Call the guard at +44 20 7946 0958.\n2. Mail kim@corp.example.\n';
    const { procedures } = readDocument('markdown', text, 'door.md');
    const [first, second] = procedures[0]?.document.nodes.map((node) => node.text) ?? [];
    expect(first).toContain('guard at [redacted: phone]');
    expect(second).toContain('[redacted: email]');
  });
});
