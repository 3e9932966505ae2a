import {
  harborOutlook,
  harborOutlookAgain,
  harborPrinter,
  harborSensor,
  harborSensorDriver,
  harborServerRoom,
} from './sessions/harbor-tech.js';
import type { DemoStory } from './story.js';

const CHAIRSIDE = 'Chairside';
const NINA = 'engineer@harbor-tech.example';
const OWEN = 'reviewer@harbor-tech.example';

/**
 * A second, smaller account with some of the first one's problems in the same words, and some of its external ids:
 * whatever leaks from one account into the other shows.
 */
export const HARBOR_TECH: DemoStory = {
  account: { name: 'Harbor Tech', slug: 'harbor-tech' },
  teams: [CHAIRSIDE],
  users: [
    { email: 'admin@harbor-tech.example', displayName: 'Hanna Berg', role: 'admin', team: null },
    { email: OWEN, displayName: 'Owen Price', role: 'reviewer', team: null },
    { email: NINA, displayName: 'Nina Castellano', role: 'engineer', team: CHAIRSIDE },
    { email: 'viewer@harbor-tech.example', displayName: 'Victor Hale', role: 'viewer', team: null },
  ],
  chapters: [
    {
      name: 'the first flows',
      imports: [{ by: NINA, sessions: [harborOutlook, harborSensor, harborServerRoom] }],
      decisions: [
        { by: OWEN, session: 'outlook-1', verdict: 'approve' },
        { by: OWEN, session: 'xray-sensor-1', verdict: 'approve', notes: 'Every practice needs this one.' },
      ],
    },
    {
      name: 'what waits for review',
      imports: [{ by: NINA, sessions: [harborOutlookAgain, harborSensorDriver, harborPrinter] }],
      decisions: [],
    },
  ],
};
