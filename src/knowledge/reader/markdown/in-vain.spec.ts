import { describe, expect, it } from '@jest/globals';
import { inVain } from './in-vain.js';
import { nodesOf, read, waysOf } from './reading.testing.js';

describe('what is done where the step before did not help', () => {
  it.each([
    ['Plug the dock in again.', 'If this did not help, swap the dock.', 'Did that help?'],
    ['Plug the dock in again.', 'Still not working? Swap the dock.', 'Did that help?'],
    ['Plug the dock in again.', 'If that still doesn’t fix it, swap the dock.', 'Did that help?'],
    ['Stecken Sie das Dock neu an.', 'Hilft das nicht, tauschen Sie das Dock.', 'Hat das geholfen?'],
    ['Stecken Sie das Dock neu an.', 'Sonst tauschen Sie das Dock.', 'Hat das geholfen?'],
    ['Rebranchez la station.', 'Si cela ne suffit pas, remplacez la station.', 'Cela a-t-il aidé ?'],
    ['Rebranchez la station.', 'Sinon, remplacez la station.', 'Cela a-t-il aidé ?'],
    ['Reinicie la base.', 'Si eso no funciona, sustituya la base.', '¿Ha ayudado?'],
    ['Reinicie a base.', 'Se isso não resolver, substitua a base.', 'Isso ajudou?'],
    ['Riavvia la base.', 'Se questo non basta, sostituisci la base.', 'È servito?'],
    ['Herstart het dock.', 'Als dat niet helpt, vervang het dock.', 'Heeft dat geholpen?'],
  ])('is asked about: %s %s', (tried, otherwise, question) => {
    for (const text of [
      `1. Go to the desk.\n2. ${tried} ${otherwise}\n`,
      `1. Go to the desk.\n2. ${tried}\n3. ${otherwise}\n`,
      `1. Go to the desk.\n\n${tried} ${otherwise}\n`,
    ]) {
      const { document } = read(text);
      expect(nodesOf(document).slice(1, 3)).toEqual([`action: ${tried}`, `question: ${question}`]);
      expect(waysOf(document).filter((way) => way.startsWith(question))).toEqual([
        expect.stringMatching(/\(no\) > /),
      ]);
    }
  });

  it('is asked again after each further thing, and leads on once one helped', () => {
    const { document } = read(
      '1. Wake the screen.\n2. Press the reset pin. If that does not help, change the fuse.\n3. Still no luck? Hand it over to the site team.\n4. Write down the serial number.\n',
    );
    expect(waysOf(document).sort()).toEqual(
      [
        'Wake the screen. > Press the reset pin.',
        'Press the reset pin. > Did that help?',
        'Did that help? (no) > Change the fuse.',
        'Did that help? (yes) > Write down the serial number.',
        'Change the fuse. > Did that help?',
        'Did that help? (no) > Hand it over to the site team.',
        'Did that help? (yes) > Write down the serial number.',
      ].sort(),
    );
  });

  it('may be told together with what is done where it helped', () => {
    const { document } = read(
      '1. Mount the share.\n2. Mount it by its address. If this does not work, call the storage team.\n3. Otherwise, tell the caller the address.\n',
    );
    expect(waysOf(document)).toContain('Did that help? (yes) > Tell the caller the address.');
  });

  it('is no answer to a check, which asks by itself', () => {
    const ways = waysOf(
      read('1. Check if the fan turns. Otherwise, replace the fan.\n2. Close the lid.\n').document,
    );
    expect(ways).toContain('The fan turns? (no) > Replace the fan.');
    expect(ways.some((way) => way.includes('Did that help?'))).toBe(false);
  });

  it.each([
    'If the lamp does not help you, turn it.',
    'Sonstige Geräte prüfen Sie später.',
    'Otherwise unused ports are closed.',
  ])('is not said by: %s', (sentence) => expect(inVain(sentence)).toBeNull());
});

describe('a table of checks whose rows have numbers', () => {
  const rows = (...lines: string[]): string[] =>
    waysOf(read(`# Door\n\n| No. | Check | Yes | No |\n|---|---|---|---|\n${lines.join('\n')}\n`).document);

  it('goes on where its cells say', () => {
    const ways = rows(
      '| 1 | Is the lamp of the reader on? | Go to 3 | 2 |',
      '| 2 | Is the breaker up? | → 4 | Push the breaker up |',
      '| 3 | Does another badge open it? | Issue a new badge | Step 4 |',
      '| 4 | Is the controller reachable? | Restart the controller | Escalate to facilities |',
    );
    expect(ways.sort()).toEqual(
      [
        'Is the lamp of the reader on? (no) > Is the breaker up?',
        'Is the lamp of the reader on? (yes) > Does another badge open it?',
        'Is the breaker up? (no) > Push the breaker up',
        'Is the breaker up? (yes) > Is the controller reachable?',
        'Push the breaker up > Does another badge open it?',
        'Does another badge open it? (yes) > Issue a new badge',
        'Does another badge open it? (no) > Is the controller reachable?',
        'Issue a new badge > Is the controller reachable?',
        'Is the controller reachable? (yes) > Restart the controller',
        'Is the controller reachable? (no) > Escalate to facilities',
      ].sort(),
    );
  });

  it('ends where a cell ends it, although a row follows that others lead to', () => {
    const ways = rows(
      '| 1 | Is the lamp of the reader on? | 2 | 3 |',
      '| 2 | Does another badge open it? | Close the ticket | Escalate to facilities |',
      '| 3 | Is the breaker up? | Replace the reader | Push the breaker up |',
    );
    expect(ways.filter((way) => /^(?:Close|Escalate)/.test(way))).toEqual([]);
  });

  it('takes a number in a sentence for what it is', () => {
    expect(
      rows('| 1 | Is it cold? | Set the heater to 3 | Wait 5 |', '| 2 | Is it dark? | Wait | Lamp 2 |'),
    ).toContain('Is it cold? (yes) > Set the heater to 3');
  });
});
