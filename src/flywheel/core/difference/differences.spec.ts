import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decide } from '../decision/decide.js';
import { action, candidateOf, counter, NO_STATISTICS, question, sessionOf } from '../sessions.testing.js';
import { differenceOf, differInVerb } from './differences.js';
import { areOpposed } from './opposites.js';
import { IT_OPPOSITES } from './it-opposites.js';

describe('what makes two actions two', () => {
  it.each([
    ['Grant the team access to the calendar.', 'Revoke the access of the team to the calendar.', 'opposite'],
    ['Encrypt the partition.', 'Decrypt the partition.', 'opposite'],
    [
      'Der Benutzerin das Postfach freigeben und sperren.',
      'Der Benutzerin das Postfach entsperren.',
      'opposite',
    ],
    ['Activer le compte.', 'Désactiver le compte.', 'opposite'],
    ['Reboot the firewall.', 'Never reboot the firewall during the day.', 'negation'],
    ['Delete the spool folder.', "Don't delete the spool folder.", 'negation'],
    ['Den Server neu starten.', 'Den Server nicht neu starten.', 'negation'],
    ['Set the MTU to 1400.', 'Set the MTU to 1500.', 'number'],
    ['Roll back to version 2.4.1.', 'Roll back to version 2.5.0.', 'number'],
    ['Move the cable to port 7.', 'Move the cable to port 17.', 'number'],
    ['Point DNS to 10.1.0.5.', 'Point DNS to 10.1.0.6.', 'number'],
    ['Delete C:\\Temp\\cache.', 'Delete C:\\Windows\\Temp.', 'path'],
    ['Clear /var/log/mail.', 'Clear /var/log/nginx.', 'path'],
    ['Run `ipconfig /release`.', 'Run `ipconfig /flushdns`.', 'quoted'],
    ['Choose the queue "Accounting".', 'Choose the queue "Warehouse".', 'quoted'],
    ['Reset the settings of Firefox.', 'Reset the settings of Safari.', 'thing'],
  ])('%j and %j: %s', (a, b, difference) => {
    expect(differenceOf(a, b, true)).toBe(difference);
    expect(differenceOf(b, a, true)).toBe(difference);
  });

  it.each([
    ['Restart the agent on the server.', 'Please reboot the agent.'],
    ['Set the MTU to 1400.', 'Set the MTU lower.'],
    ['Open UDP 4500 on the gateway.', 'opened port 4500 at the gateway'],
    ['Remove the profile.', 'Delete the profile.'],
    ['Do not use the old dongle.', 'Avoid using the old dongle.'],
    ['Swap the dongle.', 'The dongle had to be swapped, it was not recognised.'],
  ])('but not %j and %j', (a, b) => expect(differenceOf(a, b, true)).toBeNull());

  it('is what is done, too', () => {
    expect(differInVerb('Order another dongle.', 'Restart the dongle service.')).toBe(false);
    expect(differInVerb('Print the label.', 'Scan the label.')).toBe(true);
    expect(differInVerb('Reinstall the agent.', 'Installed the agent again.')).toBe(false);
    expect(differInVerb('Erase the cache.', 'Delete the cache.')).toBe(false);
  });
});

describe('opposites', () => {
  it('are known in other forms, and by what reverses a word', () => {
    for (const [a, b] of [
      ['enabling', 'disabled'],
      ['unassigned', 'assign'],
      ['unarchive', 'archived'],
      ['entkoppeln', 'koppeln'],
    ] as const)
      expect([a, b, areOpposed(a, b), areOpposed(b, a)]).toEqual([a, b, true, true]);
  });

  it('are no accidents of spelling', () => {
    for (const [a, b] of [
      ['display', 'play'],
      ['deploy', 'ploy'],
      ['design', 'sign'],
      ['disable', 'able'],
    ] as const)
      expect([a, b, areOpposed(a, b)]).toEqual([a, b, false]);
  });
});

describe('a step and its opposite', () => {
  const pairs = IT_OPPOSITES.en
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split('/').map((side) => side.split(',')));
  const opposed = fc
    .constantFrom(...pairs)
    .chain(([a = [], b = []]) => fc.tuple(fc.constantFrom(...a), fc.constantFrom(...b)));
  const object = fc.constantFrom(
    'the relay of the third cabinet',
    'the sensor at the loading ramp',
    'the quota of the tenant',
  );

  it('never reinforce one another', () => {
    fc.assert(
      fc.property(opposed, object, fc.boolean(), ([one, other], thing, swap) => {
        const [a, b] = swap ? [other, one] : [one, other];
        const steps = (word: string) => [
          question('Is the caller on the premises?'),
          question('Does the panel show the tenant?'),
          action(`Make sure to ${word} ${thing}.`),
        ];
        const known = decide(sessionOf(steps(a)), [], NO_STATISTICS, { newId: counter() });
        if (!known.document) throw new Error('nothing was learned');
        const next = decide(sessionOf(steps(b)), [candidateOf(known.document)], NO_STATISTICS, {
          newId: counter('m'),
        });
        expect(next.type).not.toBe('auto_reinforced');
      }),
      { numRuns: 300 },
    );
  });
});

describe('what was done and is like no action of the flow', () => {
  it('goes to a person, however well the questions fit', () => {
    const asked = [question('Is the door of the cabinet open?'), question('Does the alarm sound?')];
    const known = decide(sessionOf([...asked, action('Close the door of the cabinet.')]), [], NO_STATISTICS, {
      newId: counter(),
    });
    if (!known.document) throw new Error('nothing was learned');
    const next = decide(
      sessionOf([...asked, action('Order a new lock at the warehouse and fit it to the cabinet.')]),
      [candidateOf(known.document)],
      NO_STATISTICS,
      { newId: counter('m') },
    );
    expect(next.type).not.toBe('auto_reinforced');
    expect(next.explanation.new_steps).toEqual([2]);
  });
});
