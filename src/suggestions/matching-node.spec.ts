import { describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE } from '../flows/document/flow-document.example.js';
import { TextCache } from '../search/text/analyse.js';
import { indexTerms } from '../search/text/index-terms.js';
import { entryFor, matchingNode, matchWords } from './matching-node.js';

const cache = new TextCache();
const impactsOf = (problem: string): Map<string, number> => indexTerms({ title: '', texts: [problem] });
const nodeFor = (problem: string) => matchingNode(PRINTER_OFFLINE, impactsOf(problem), cache);

describe('the matching node', () => {
  it('is the one that shares most with the problem, and says where', () => {
    const match = nodeFor('The spooler service has a full queue, it needs a restart');
    expect(match?.node.id).toBe('spooler');
    const text = match?.node.text ?? '';
    const words = match?.places.map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(['queue', 'restart', 'Spooler', 'service']);
  });

  it('counts a term by what it tells, not by how often it is there', () => {
    const impacts = new Map(
      [...impactsOf('printer vendor').keys()].map((term) => [term, term === 'vendor' ? 5 : 0.1]),
    );
    expect(matchingNode(PRINTER_OFFLINE, impacts, cache)?.node.id).toBe('vendor');
  });

  it('counts a term more that few nodes of the flow have', () => {
    expect(nodeFor('printer spooler')?.node.id).toBe('spooler');
  });

  it('is none where no node has a word of it', () => {
    expect(nodeFor('keyboard languages')).toBeNull();
    expect(nodeFor('')).toBeNull();
  });
});

describe('where a walk begins', () => {
  const TWO = {
    ...PRINTER_OFFLINE,
    entries: ['port', 'ping'],
  };

  it('is an entry that leads to the node, the first of them', () => {
    expect(entryFor(TWO, 'spooler')).toBe('port');
    expect(entryFor(TWO, 'cable')).toBe('ping');
  });

  it('is the node itself where it is an entry, and the first entry where there is no node', () => {
    expect(entryFor(TWO, 'ping')).toBe('ping');
    expect(entryFor(TWO, null)).toBe('port');
  });
});

describe('the words of a problem', () => {
  it('are in the flow, in its sessions or missing; words that only hold a sentence together are none', () => {
    const problem = 'The printers are offline, and there is a ghost in my queue';
    const flow = { title: 'Printer offline', document: PRINTER_OFFLINE };
    expect(matchWords(problem, flow, new Set(impactsOf('ghost').keys()), cache)).toEqual({
      inFlow: ['printers', 'offline', 'queue'],
      inSessions: ['ghost'],
      missing: [],
    });
    expect(matchWords(problem, flow, new Set(), cache).missing).toEqual(['ghost']);
  });
});
