import { describe, expect, it } from '@jest/globals';
import { inflected } from './inflected.js';

describe('the forms of a word', () => {
  it.each([
    ['chiuso', 'it', ['chiuso', 'chiusa', 'chiusi', 'chiuse']],
    ['cerrado', 'es', ['cerrado', 'cerrada', 'cerrados', 'cerradas']],
    ['fechado', 'pt', ['fechado', 'fechada', 'fechados', 'fechadas']],
    ['ferme', 'fr', ['ferme', 'fermee', 'fermes', 'fermees']],
    ['closed', 'en', ['closed']],
    ['oben', 'de', ['oben']],
  ])('%s in %s', (word, language, forms) => expect(inflected(word, language)).toEqual(forms));

  it.each([
    ['starten', 'de', 'starte'],
    ['bloquer', 'fr', 'bloquez'],
    ['apagar', 'es', 'apague'],
    ['remover', 'pt', 'remova'],
    ['chiudere', 'it', 'chiuda'],
    ['collegare', 'it', 'colleghi'],
    ['verlagen', 'nl', 'verlaag'],
    ['stoppen', 'nl', 'stop'],
  ])('%s in %s orders with %s', (word, language, order) =>
    expect(inflected(word, language)).toContain(order),
  );
});
