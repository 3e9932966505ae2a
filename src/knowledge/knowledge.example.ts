import { EXAMPLE_IDS } from '../proposals/proposal.example.js';

export const EXAMPLE_RUNBOOK = `# Label printer prints blank labels

The labels come out, and nothing is on them.

## Steps

1. Is the ribbon in place?
   - Yes: go to step 3
   - No: put a ribbon in and close the lid
2. Print a test label.
3. If the test label is blank too, clean the print head. Otherwise choose the right driver.
`;

export const EXAMPLE_FLOWCHART = `flowchart TD
  Start([Start]) --> dns{Does the name resolve?}
  dns -->|yes| proxy[Check the proxy settings]
  dns -- no --> flush[Flush the DNS cache] --> done([The page opens])
  proxy --> done
`;

export const EXAMPLE_DOCUMENTS = {
  documents: [
    { name: 'printing/blank-labels.md', content: EXAMPLE_RUNBOOK },
    { name: 'web/page-does-not-open.mmd', format: 'mermaid', content: EXAMPLE_FLOWCHART },
  ],
  problem_domain: 'printing',
};

export const EXAMPLE_DOCUMENT_ID = '0199c2f7-2d4e-7c18-b6a5-90817263544f';

export const EXAMPLE_OUTCOME = {
  name: 'printing/blank-labels.md',
  format: 'markdown',
  status: 'imported',
  reason: null,
  document_id: EXAMPLE_DOCUMENT_ID,
  procedures: [
    {
      title: 'Label printer prints blank labels',
      decision: 'new_flow',
      reason: 'Nothing similar is known.',
      session_id: EXAMPLE_IDS.session,
      proposal_id: EXAMPLE_IDS.proposal,
      target_flow_id: null,
      nodes: 6,
    },
  ],
  faults: [],
};
