import { expect, it } from '@jest/globals';
import { applyFlowDiff } from './diff-flow-documents.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_DIFF, PRINTER_OFFLINE_LATER } from './flow-document.example.js';
import { validateFlowDocument } from './validate-flow-document.js';

it('the documented examples keep the rules that they document', () => {
  for (const document of [PRINTER_OFFLINE, PRINTER_OFFLINE_LATER])
    expect(validateFlowDocument(document)).toEqual({ ok: true, document });
  expect(applyFlowDiff(PRINTER_OFFLINE, PRINTER_OFFLINE_DIFF)).toEqual(PRINTER_OFFLINE_LATER);
});
