import { describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE } from '../../flows/document/flow-document.example.js';
import { guessFormat } from './read-document.js';
import { readJson } from './read-json.js';

const EXPORT = {
  title: 'Printer',
  description: null,
  problem_domain: 'printing',
  flow_data: PRINTER_OFFLINE,
};
const ID = '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21';

describe('JSON', () => {
  it('of one flow is that flow, and each node has the lines of its object', () => {
    const text = JSON.stringify(EXPORT, null, 2);
    const [procedure] = readJson(text, 'x.json').procedures;
    expect(procedure).toMatchObject({
      title: 'Printer',
      problemDomain: 'printing',
      document: PRINTER_OFFLINE,
    });
    for (const node of PRINTER_OFFLINE.nodes) {
      const span = procedure?.spans.get(node.id);
      expect(JSON.parse(text.slice(span?.start_offset, span?.end_offset))).toEqual(node);
    }
  });

  it('may be a document alone, a list, or the lines of an account export', () => {
    expect(readJson(JSON.stringify(PRINTER_OFFLINE), 'my-flow.json').procedures[0]?.title).toBe('My flow');
    expect(readJson(JSON.stringify([EXPORT, EXPORT]), 'x.json').procedures).toHaveLength(2);
    const lines = [
      { schema_version: 'x', account: { id: ID } },
      { table: 'trees', row: { id: ID, title: 'Kept', status: 'published', current_version: 2 } },
      {
        table: 'trees',
        row: { id: ID.replace('0', '1'), title: 'Gone', status: 'archived', current_version: 1 },
      },
      { table: 'tree_versions', row: { tree_id: ID, version: 1, flow_data: { nodes: [] } } },
      { table: 'tree_versions', row: { tree_id: ID, version: 2, flow_data: PRINTER_OFFLINE } },
    ];
    const { procedures, faults } = readJson(lines.map((line) => JSON.stringify(line)).join('\n'), 'x.ndjson');
    expect(procedures).toEqual([expect.objectContaining({ title: 'Kept', document: PRINTER_OFFLINE })]);
    expect(faults).toEqual([]);
  });

  it.each([
    ['nonsense', 'neither JSON nor the lines'],
    ['{"a": 1}', 'holds no flow'],
    ['['.repeat(9_000) + ']'.repeat(9_000), 'neither JSON nor the lines'],
    ['{"flow_data": {"nodes": []}}', '/flow_data/schema_version is required'],
  ])('without a flow says why: %#', (text, reason) => {
    expect(readJson(text, 'x.json')).toMatchObject({
      procedures: [],
      nothing: expect.stringContaining(reason),
    });
  });
});

describe('the format', () => {
  it.each([
    ['a.md', '{}', 'markdown'],
    ['a.MMD', '', 'mermaid'],
    ['a', '---\ntitle: x\n---\n%% c\nflowchart TD\n', 'mermaid'],
    ['a', ' {"flow_data": 1}', 'json'],
    ['a', '[text](link)', 'markdown'],
  ])('is told by name, or by how the content begins: %s', (name, content, format) => {
    expect(guessFormat(name, content)).toBe(format);
  });
});
