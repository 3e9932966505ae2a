export const EXAMPLE_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="640" height="480" ' +
  'viewBox="0 0 640 480"><title>Network printer shows as offline</title>…</svg>';

export const EXAMPLE_MERMAID = `---
title: "Network printer shows as offline - Version 2 \\u00b7 printing"
---
flowchart TB
  n0{{"QUESTION<br/>Does the printer answer a ping?"}}:::question
  n1["ACTION<br/>Reseat the network cable."]:::action
  s0(["Start"]) --> n0
  n0 -->|"no"| n1
`;

export const EXAMPLE_MARKDOWN = `# Network printer shows as offline

Domain: printing${'  '}
Version: 2

Start at [step 1](#step-1).

## Step 1

**Question**

Does the printer answer a ping?

- If **no**: [step 2](#step-2)

## Step 2

**Action**

Reseat the network cable.
`;
