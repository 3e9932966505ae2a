/** Bodies that any account accepts as they stand, and that change no rule which somebody trying it out would trip over. */
export const ACCOUNT_EXAMPLES = {
  name: { summary: 'Another name', value: { name: 'Larkfield IT' } },
  verification: {
    summary: 'Verify flows twice a year',
    value: { settings: { verify_every_days: 180, verify_grace_days: 30 } },
  },
  two_people: {
    summary: 'Two people for what is risky',
    value: { settings: { four_eyes: true, second_approval_domains: ['security'] } },
  },
  unsure_labels: {
    summary: 'No label published that nobody is sure of',
    value: { settings: { name_unsure_labels: true } },
  },
  defaults: { summary: 'Every setting as it was at first', value: { settings: null } },
};

export const API_KEY_EXAMPLES = {
  yours: {
    summary: 'For a program of yours',
    value: { name: 'Ticket system', role: 'engineer', expires_at: '2099-01-01T00:00:00Z' },
  },
  of_a_user: {
    summary: 'For another user',
    value: { name: 'Ticket system', role: 'engineer', user_id: '0199c2f0-1a2b-7c3d-9e4f-000000000003' },
  },
};
