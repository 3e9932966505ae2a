import { describe, expect, it } from '@jest/globals';
import { symptomAgreement } from './symptoms.js';

describe('symptoms of problems', () => {
  it.each([
    ['Tablet is not charging', 'The charger will not charge my tablet'],
    ['wont boot', 'The server does not start after the move'],
    ['Hotspot loses the connection', 'hotspot cuts out'],
    ['The scanner is very slow', 'scanning takes forever'],
    ['Der Beamer flackert', 'The beamer flickers'],
    ['Zugriff verweigert', 'Accès refusé au dossier: refuse'],
  ])('are the same of "%s" and "%s"', (a, b) => {
    expect([symptomAgreement(a, b), symptomAgreement(b, a)]).toEqual([1, 1]);
  });

  it.each([
    ['Remote desktop cannot connect', 'Remote desktop disconnects'],
    ['The beamer flickers', 'The beamer shows no picture'],
    ['Tablet is not charging', 'The battery of the tablet drains quickly'],
    ['No sound from the speaker', 'The speaker makes a noise'],
    ['Printer jams', 'Printer is offline'],
  ])('differ of "%s" and "%s"', (a, b) => {
    expect([symptomAgreement(a, b), symptomAgreement(b, a)]).toEqual([-1, -1]);
  });

  it.each([
    ['I have a question', 'The beamer flickers'],
    ['The beamer flickers', 'Beamer in room 4'],
  ])('are not told of "%s" and "%s"', (a, b) => {
    expect(symptomAgreement(a, b)).toBe(0);
  });
});
