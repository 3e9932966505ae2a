import { act, ask, session } from './demo-session.js';

export const teamsHeadset = session(
  {
    external_id: 'teams-audio-1',
    title: 'Nobody hears the user in Teams meetings',
    problem_domain: 'collaboration',
    outcome: 'resolved',
    resolution_summary: 'Teams was listening to the microphone of the docking station.',
    linked_ticket_id: 'T20260914.0060',
    linked_ticket_kind: 'psa',
  },
  {
    opening: 'Nobody can hear Marta in Teams, she hears everyone else.',
    turns: [
      ask(
        'Does a Teams test call play her recorded voice back?',
        'no',
        'Silence when it plays back.',
        'Let us make a test call. Does a Teams test call play her recorded voice back?',
      ),
      ask(
        'Is the headset chosen as the microphone in the Teams device settings?',
        'no',
        'No, it is on the docking station. That has no microphone at all.',
      ),
      act(
        'Choose the headset as speaker and microphone in the Teams device settings and repeat the test call.',
        'resolved',
        'Now she hears herself. Fixed.',
      ),
    ],
    closing: 'Enjoy the next meeting, Marta.',
  },
);
