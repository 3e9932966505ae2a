import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemOf, problemTitle } from './problem-title.js';

describe('how somebody put their problem', () => {
  it.each([
    ['Scanner sends blank pages', 'Scanner sends blank pages'],
    ['Hi team, my 3 year old Epson scanner sends blank pages, please help asap', 'Scanner sends blank pages'],
    ['URGENT!!! the badge reader is dead since this morning', 'Badge reader is dead'],
    ['I am having a problem with the badge reader. Please help me fix this.', 'Badge reader'],
    ['I am having a mechanical problem with my gate. Please help me!', 'Mechanical problem with my gate'],
    [
      "I've had this tablet for 3 years. I cannot unlock it with my finger",
      'Cannot unlock it with my finger',
    ],
    [
      "I'm having a problem with my Vertex gate. There's a grinding noise in the hinge",
      'Grinding noise in the hinge',
    ],
    ['Re: [HD-4711] Teams drops calls', 'Teams drops calls'],
    ['Good morning. Hope you are well. Our HP LaserJet 400 printer eats paper!', 'Printer eats paper'],
    ['Guten Tag, mein Bildschirm flackert seit gestern', 'Bildschirm flackert'],
    ["Bonjour, j'ai un problème avec le lecteur de badges, merci", 'Le lecteur de badges'],
    ['Hola, la impresora atasca el papel', 'La impresora atasca el papel'],
    ['Buongiorno, la mia tastiera non scrive', 'Tastiera non scrive'],
    ['vpn drops every hour', 'VPN drops every hour'],
    ['iPhone loses contacts', 'iPhone loses contacts'],
    ['Ricoh in accounts prints nothing', 'Ricoh in accounts prints nothing'],
    ['Help!', 'Help!'],
    ['', ''],
  ])('%j is called %j', (told, title) => {
    expect(problemOf(told)).toBe(title);
  });

  it('is a short line, and the same once more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (told) => {
        const title = problemOf(told);
        expect([...title].length).toBeLessThanOrEqual(90);
        expect(title).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('the title of a flow', () => {
  it('is that of its only session', () => {
    expect(problemTitle(['Hello, my scanner sends blank pages'])).toBe('Scanner sends blank pages');
  });

  it('becomes the one that says what all have in common', () => {
    expect(
      problemTitle([
        'Nothing works any more!',
        'Badge reader at the gate is dead',
        'The badge reader is dead',
        'Dead badge reader',
      ]),
    ).toBe('Badge reader is dead');
  });

  it('stays the first of two that are as good', () => {
    expect(problemTitle(['Badge reader is dead', 'Gate reader is broken'])).toBe('Badge reader is dead');
  });
});
