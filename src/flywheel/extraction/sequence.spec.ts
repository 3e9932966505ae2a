import { describe, expect, it } from '@jest/globals';
import { stepsOfTranscript } from './read-transcript.js';
import { sequenceIn } from './sequence.js';

const itemsOf = (text: string): string[] => {
  const marks = sequenceIn(text);
  return marks.map(({ from }, i) => text.slice(from, marks[i + 1]?.start));
};

describe('steps that are counted off in running text', () => {
  it.each([
    [
      'First unplug the dock, then hold the power key for ten seconds, and finally plug the dock in again.',
      ['unplug the dock', 'hold the power key for ten seconds', 'plug the dock in again.'],
    ],
    [
      'Please first close the sheet. Then rename the template. After that open the sheet.',
      ['close the sheet.', 'rename the template.', 'open the sheet.'],
    ],
    [
      'Zuerst beenden Sie den Client, dann löschen Sie den Ordner und zum Schluss starten Sie den Rechner neu.',
      ['beenden Sie den Client', 'löschen Sie den Ordner', 'starten Sie den Rechner neu.'],
    ],
    [
      'D’abord fermez la visio, ensuite videz le cache et enfin redémarrez le poste.',
      ['fermez la visio', 'videz le cache', 'redémarrez le poste.'],
    ],
    [
      'Primero cierre la sesión, luego borre la caché y por último reinicie el equipo.',
      ['cierre la sesión', 'borre la caché', 'reinicie el equipo.'],
    ],
    ['Primeiro desligue o roteador, depois ligue de novo.', ['desligue o roteador', 'ligue de novo.']],
    ['Prima chiudi la finestra, poi riavvia il PC.', ['chiudi la finestra', 'riavvia il PC.']],
    [
      'Eerst sluit u de app, daarna start u de laptop opnieuw op.',
      ['sluit u de app', 'start u de laptop opnieuw op.'],
    ],
  ])('stand apart: %s', (text, items) => {
    expect(itemsOf(text)).toEqual(items);
  });

  it.each([
    'If the first attempt fails, then try the second port.',
    'First check the cable. If the light stays dark, then swap the port.',
    'The first time I saw it, it was then gone.',
    'Prima di riavviare, salva il lavoro e poi chiudi tutto.',
    'Press it once, then twice.',
  ])('are one where nobody counts: %s', (text) => {
    expect(itemsOf(text)).toEqual([]);
  });

  it('each get what was said to them', () => {
    const steps = stepsOfTranscript([
      { role: 'assistant', content: 'First, is the ring green? Then, does the fan spin?' },
      { role: 'user', content: 'yes, no' },
      { role: 'assistant', content: 'First quit the agent, then kill its tray process.' },
      { role: 'user', content: 'did both, fine now' },
    ]);
    expect(steps.map(({ kind, text, result }) => [kind, text, result])).toEqual([
      ['question', 'is the ring green?', 'yes'],
      ['question', 'does the fan spin?', 'no'],
      ['action', 'quit the agent', 'did both, fine now'],
      ['action', 'kill its tray process.', 'did both, fine now'],
    ]);
  });
});
