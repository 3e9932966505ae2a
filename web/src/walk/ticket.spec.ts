import { expect, it } from '@jest/globals';
import { ticketOf, ticketText } from './ticket.js';

it('reads a ticket as a ticketing system writes it into a link', () => {
  expect(ticketOf('psa/48213')).toEqual({ kind: 'psa', id: '48213' });
  expect(ticketOf('internal/A/7')).toEqual({ kind: 'internal', id: 'A/7' });
  for (const wrong of [undefined, '48213', 'psa/', 'psa/ ', 'jira/1', `psa/${'1'.repeat(65)}`])
    expect(ticketOf(wrong)).toBeNull();
  expect(ticketText(ticketOf('psa/48213'))).toBe('psa/48213');
});
