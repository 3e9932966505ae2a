import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../graph/outline.js';
import { editedFlow, type Edit } from './edits.js';
import { chosen, movedPlaces, withTheirs, type Begun } from './moved-places.js';

const FLOW: FlowDocument = {
  schema_version: 1,
  entries: ['lamp'],
  nodes: [
    { id: 'lamp', kind: 'question', text: 'Is the lamp on?' },
    { id: 'plug', kind: 'action', text: 'Plug it in.' },
    { id: 'done', kind: 'resolution', text: 'It scans.' },
  ],
  edges: [
    { id: 'no', from: 'lamp', to: 'plug', condition: { label: 'no' } },
    { id: 'then', from: 'plug', to: 'done', condition: null },
  ],
};

const saying = (id: string, text: string, flow = FLOW): FlowDocument => ({
  ...flow,
  nodes: flow.nodes.map((node) => (node.id === id ? { ...node, text } : node)),
});
const withoutPlug = editedFlow(FLOW, [{ change: 'removeStep', step: 'plug' }]);
const begun: Begun = { flow: FLOW, version: 1, chosen: [] };
const typed: Edit[] = [{ change: 'text', step: 'plug', text: 'Plug it in firmly.' }];

describe('where a reviewer and others changed the same', () => {
  it('is nowhere while nobody else changed anything, or changed something else', () => {
    expect(movedPlaces(begun, typed, FLOW, null)).toEqual([]);
    expect(movedPlaces(begun, typed, saying('done', 'All is well.'), null)).toEqual([]);
  });

  it('is shown with what it was, what it is and what the reviewer wrote', () => {
    expect(movedPlaces(begun, typed, saying('plug', 'Replace the plug.'), null)).toEqual([
      {
        what: 'node',
        id: 'plug',
        isGone: false,
        base: { id: 'plug', kind: 'action', text: 'Plug it in.' },
        theirs: { id: 'plug', kind: 'action', text: 'Replace the plug.' },
        mine: { id: 'plug', kind: 'action', text: 'Plug it in firmly.' },
      },
    ]);
  });

  it('is told by what was published, where the proposal still has its own words', () => {
    const published = { base: FLOW, theirs: saying('plug', 'Replace the plug.') };
    const [place] = movedPlaces(begun, typed, FLOW, published);
    expect(place?.theirs).toMatchObject({ text: 'Replace the plug.' });
  });

  it('keeps what was written for a step that is not there any more, and for one after it', () => {
    const edits: Edit[] = [
      ...typed,
      { change: 'insert', after: 'plug', step: 'new', way: 'w' },
      { change: 'text', step: 'new', text: 'Wait a minute.' },
    ];
    const places = movedPlaces(begun, edits, withoutPlug, null);
    expect(places.map(({ mine, isGone }) => [mine && 'text' in mine && mine.text, isGone])).toEqual([
      ['Plug it in firmly.', true],
      ['Wait a minute.', true],
    ]);
  });

  it('is nowhere where both wrote the same', () => {
    expect(movedPlaces(begun, typed, saying('plug', 'Plug it in firmly.'), null)).toEqual([]);
  });

  it('is chosen about once, until others change it again', () => {
    const once = saying('plug', 'Replace the plug.');
    const [place] = movedPlaces(begun, typed, once, null);
    if (!place) throw new Error('no place');
    const after = { ...begun, chosen: [chosen(place)] };
    expect(movedPlaces(after, typed, once, null)).toEqual([]);
    expect(movedPlaces(after, typed, saying('plug', 'Solder the plug.'), null)).toHaveLength(1);
  });

  it('can be left as others made it', () => {
    const published = { base: FLOW, theirs: saying('plug', 'Replace the plug.') };
    const [place] = movedPlaces(begun, typed, FLOW, published);
    if (!place) throw new Error('no place');
    expect(editedFlow(FLOW, withTheirs(typed, place))).toEqual(published.theirs);
  });

  it('can be left out, where others removed what a reviewer reworded', () => {
    const [place] = movedPlaces(begun, typed, FLOW, { base: FLOW, theirs: withoutPlug });
    if (!place) throw new Error('no place');
    expect(place.theirs).toBeNull();
    expect(editedFlow(FLOW, withTheirs(typed, place)).nodes).toEqual(withoutPlug.nodes);
  });

  it('can be an answer', () => {
    const relabelled: Edit[] = [{ change: 'label', way: 'no', label: 'it is dark' }];
    const theirs = editedFlow(FLOW, [{ change: 'label', way: 'no', label: 'off' }]);
    const [place] = movedPlaces(begun, relabelled, theirs, null);
    if (!place) throw new Error('no place');
    expect(place).toMatchObject({ what: 'edge', theirs: { condition: { label: 'off' } } });
    expect(editedFlow(theirs, withTheirs(relabelled, place))).toEqual(theirs);
  });
});
