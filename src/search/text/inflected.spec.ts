import { describe, expect, it } from '@jest/globals';
import { inflected } from './inflected.js';

describe('the forms of a word', () => {
  it.each([
    ['chiuso', 'it', ['chiuso', 'chiusa', 'chiusi', 'chiuse']],
    ['cerrado', 'es', ['cerrado', 'cerrada', 'cerrados', 'cerradas']],
    ['fechado', 'pt', ['fechado', 'fechada', 'fechados', 'fechadas']],
    ['ferme', 'fr', ['ferme', 'fermee', 'fermes', 'fermees']],
    ['chiudere', 'it', ['chiudere']],
    ['closed', 'en', ['closed']],
  ])('%s in %s', (word, language, forms) => expect(inflected(word, language)).toEqual(forms));
});
