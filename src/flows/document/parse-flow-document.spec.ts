import { expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { PRINTER_OFFLINE } from './flow-document.example.js';
import { parseFlowDocument } from './parse-flow-document.js';

function refusal(input: unknown): DomainError {
  try {
    parseFlowDocument(input, '/proposed_flow_data');
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('not refused as it should be');
}

it('a sound document is handed on', () => {
  expect(parseFlowDocument(PRINTER_OFFLINE, '/flow')).toEqual(PRINTER_OFFLINE);
});

it('every fault points into the request', () => {
  const error = refusal({ ...PRINTER_OFFLINE, schema_version: 2, entries: ['ping', 'nobody'] });
  expect(error.status).toBe(422);
  expect(error.errors).toEqual([
    { pointer: '/proposed_flow_data/schema_version', detail: 'must be 1' },
    { pointer: '/proposed_flow_data/entries/1', detail: 'is the id of no node' },
  ]);
  expect(refusal(null).errors).toEqual([{ pointer: '/proposed_flow_data', detail: 'must be an object' }]);
});
