import { redactText } from '../../redaction/redact-text.js';
import { readJson } from './read-json.js';
import { readMarkdown } from './markdown/read-markdown.js';
import { readMermaid } from './mermaid/read-mermaid.js';
import { isFlowchart } from './mermaid/parse-mermaid.js';
import type { KnowledgeFormat, Reading } from './procedure.js';

const BY_SUFFIX: Record<string, KnowledgeFormat> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  mmd: 'mermaid',
  mermaid: 'mermaid',
  json: 'json',
  ndjson: 'json',
  jsonl: 'json',
};

/** The format that a file's name tells; null where it tells none. */
export function formatOfName(name: string): KnowledgeFormat | null {
  return BY_SUFFIX[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;
}

/** What a document is written in, where nobody says so: by its name, else by how it begins. */
export function guessFormat(name: string, content: string): KnowledgeFormat {
  const named = formatOfName(name);
  if (named) return named;
  if (isFlowchart(content)) return 'mermaid';
  return /^\s*[[{]\s*["{\]}]/.test(content) ? 'json' : 'markdown';
}

const READERS = { markdown: readMarkdown, mermaid: readMermaid, json: readJson } as const satisfies Record<
  KnowledgeFormat,
  (text: string, name: string) => Reading
>;

/** The procedures that a document holds, or why it holds none. Pure; never throws, whatever the text is. */
export function readDocument(format: KnowledgeFormat, content: string, name: string): Reading {
  return readable(READERS[format](content, name));
}

/** Without what is private: more people read flows than documents. */
function readable(reading: Reading): Reading {
  return {
    ...reading,
    procedures: reading.procedures.map(({ title, description, document, ...procedure }) => ({
      ...procedure,
      title: redactText(title),
      description: description === null ? null : redactText(description),
      document: {
        ...document,
        nodes: document.nodes.map((node) => ({ ...node, text: redactText(node.text) })),
      },
    })),
  };
}
