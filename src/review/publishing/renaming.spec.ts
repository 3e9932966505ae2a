import { describe, expect, it } from '@jest/globals';
import { formerNames, renamingOf } from './renaming.js';

const BEFORE = { title: 'Printer offline', description: null };

describe('renaming a flow by publishing', () => {
  it('is kept as far as it changed something', () => {
    expect(renamingOf(BEFORE, { title: 'Printers', description: 'All of them' })).toEqual({
      title: { from: 'Printer offline', to: 'Printers' },
      description: { from: null, to: 'All of them' },
    });
    expect(renamingOf(BEFORE, { title: 'Printer offline', description: undefined })).toEqual({});
  });

  it('is taken back where the flow still has the name that it was given', () => {
    const renamed = renamingOf(BEFORE, { title: 'Printers', description: 'All of them' });
    expect(formerNames({ title: 'Printers', description: 'All of them' }, renamed)).toEqual(BEFORE);
    expect(formerNames({ title: 'Printers', description: 'Some' }, renamed)).toEqual({
      title: 'Printer offline',
    });
    expect(formerNames({ title: 'Others', description: 'Some' }, renamed)).toEqual({});
    expect(formerNames(BEFORE, undefined)).toEqual({});
  });
});
