import { describe, expect, it } from '@jest/globals';
import { differenceOf } from './differences.js';

describe('two orders', () => {
  it.each([
    ['Aktivieren Sie den Proxy', 'Deaktivieren Sie den Proxy'],
    ['Stecken Sie den Dongle ein', 'Ziehen Sie den Dongle ab'],
    ['Rolle zuweisen', 'Rolle entziehen'],
    ['Activez le proxy', 'Désactivez le proxy'],
    ['Allumez la borne', 'Éteignez la borne'],
    ['Active el proxy', 'Desactive el proxy'],
    ['Encienda la tableta', 'Apague la tableta'],
    ['Ligue o roteador', 'Desligue o roteador'],
    ['Adicione a regra', 'Remova a regra'],
    ['Accenda il tablet', 'Spenga il tablet'],
    ['Colleghi il dongle', 'Scolleghi il dongle'],
    ['Schakel de proxy in', 'Schakel de proxy uit'],
    ['Voeg de regel toe', 'Verwijder de regel'],
    ['Sign in to the hub', 'Sign out of the hub'],
    ['Suspend the container', 'Resume the container'],
    ['Enrol the tablet', 'Retire the tablet'],
  ])('%j and %j are opposite', (one, other) => {
    expect(differenceOf(one, other, true)).toBe('opposite');
    expect(differenceOf(other, one, true)).toBe('opposite');
  });

  it.each([
    ['No borre la regla', 'Borre la regla', 'negation'],
    ['Delete the file cache.json', 'Delete the file state.json', 'path'],
    ['Restart the agent on WEB01', 'Restart the agent on WEB02', 'path'],
    ['Plug it into bay A', 'Plug it into bay C', 'path'],
    ['Format drive D:', 'Format drive E:', 'path'],
    ['Run dism /online', 'Run sfc /online', 'quoted'],
  ])('%j and %j differ', (one, other, difference) => expect(differenceOf(one, other, true)).toBe(difference));

  it.each([
    ['Abra la consola para ver el estado', 'Abra la consola y vea el estado'],
    ['Redémarrez la borne', 'Redémarrez la borne, puis attendez'],
    ['Starten Sie den Agenten neu', 'Agenten neu starten'],
    ['Delete the file cache.json', 'Delete cache.json'],
  ])('%j and %j may be one', (one, other) => expect(differenceOf(one, other, true)).toBeNull());
});
