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
