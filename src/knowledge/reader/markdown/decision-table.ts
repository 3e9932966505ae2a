import type { Table } from 'mdast';
import { spanOf, wordsOf } from './markdown-source.js';
import type { Span } from '../procedure.js';
import type { SourceText } from '../source-text.js';
import { isInstruction } from './step-words.js';
import { stepOf, type Branch, type OutlineStep } from './outline.js';
import { textSteps } from './text-steps.js';

/** A table of cases: its first columns ask, its last one tells what to do. */
interface DecisionTable {
  question: string;
  cases: { label: string; action: string; span: Span }[];
}

const WHAT_TO_DO = /action|solution|fix|resolution|what to do|remedy|step|mitigation/i;

/** Reads a table as one of cases; null where it is another. */
function readDecisionTable(table: Table, source: SourceText): DecisionTable | null {
  const [head, ...rows] = table.children.map((row) => row.children.map((cell) => wordsOf(cell)));
  const actions = rows.map((cells) => cells.at(-1) ?? '');
  if (head === undefined || head.length < 2 || !WHAT_TO_DO.test(head.at(-1) ?? '')) return null;
  if (actions.filter(isInstruction).length < 2) return null;
  const cases = table.children.slice(1).flatMap((row, index) => {
    const [label = '', action = ''] = [rows[index]?.slice(0, -1).join(', '), actions[index]];
    return label === '' || action === '' ? [] : [{ label, action, span: spanOf(row, source) }];
  });
  return { question: `${head.slice(0, -1).join(', ')}?`, cases };
}

/** The question that a table asks, with a branch for each row; null where it is no table of cases. */
export function questionOfTable(table: Table, source: SourceText, span: Span): OutlineStep | null {
  const decision = readDecisionTable(table, source);
  if (!decision) return null;
  const branches = decision.cases.map(({ label, action, span: row }): Branch => ({
    label,
    steps: textSteps(action, row),
  }));
  return stepOf('question', decision.question, span, branches);
}
