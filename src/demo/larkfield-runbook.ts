import type { KnowledgeDocument } from '../knowledge/knowledge-outcome.js';

const content = `# New starter: laptop set-up

For every new starter of a customer with a standard laptop. Have the starter form of the ticket at hand.

## Steps

1. Is the laptop listed in Intune under the serial number on its label?
   - Yes: go to step 3
   - No: go to step 2
2. Register the hardware hash of the laptop with Autopilot and wait until the profile is assigned.
3. Connect the laptop to the network by cable and sign in with the account of the starter.
4. Does the enrolment status page finish without an error?
   - Yes: go to step 6
   - No: go to step 5
5. Reset the laptop from Intune and let the enrolment run once more.
6. Check that BitLocker is on and that the recovery key is stored in Entra ID.
7. Install the applications that the starter form names from the Company Portal.
8. Write the serial number and the name of the starter into the asset list.
`;

/** The runbook of the desk's old wiki that the demo account imports. */
export const newStarterRunbook: KnowledgeDocument = {
  name: 'onboarding/new-starter-laptop.md',
  format: 'markdown',
  content,
  problemDomain: 'onboarding',
};
