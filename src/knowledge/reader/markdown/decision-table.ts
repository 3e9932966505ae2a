import type { Table } from 'mdast';
import { spanOf, wordsOf } from './markdown-source.js';
import type { Span } from '../procedure.js';
import type { SourceText } from '../source-text.js';
import { answerOf, asQuestion, questionOfCheck } from './conditions.js';
import { isInstruction } from './step-words.js';
import { stepOf, type Branch, type OutlineItem, type OutlineStep } from './outline.js';
import { textSteps } from './text-steps.js';

/** A table of cases: its first columns ask, its last one tells what to do. */
interface DecisionTable {
  question: string;
  cases: { label: string; action: string; span: Span }[];
}

const WHAT_TO_DO =
  /action|solution|fix|resolution|what to do|remedy|step|mitigation|maßnahme|lösung|behebung|abhilfe|was tun|solución|acción|qué hacer|que faire|remède|solução|ação|o que fazer|soluzione|azione|cosa fare|rimedio|oplossing|actie|wat te doen/i;

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

const IF_ANSWER = /^(?:if|when|wenn|falls|si|se|als)\s+/iu;
const NOTHING_TO_DO =
  /^(?:[-–—/]*|n\/a|none|next(?: (?:row|step|line|check|question))?|continue|go on|weiter|suivant|siguiente|próximo|avanti|volgende)\W*$/iu;

/** The questions of a table with a column for yes and one for no, one after another; null where it has none. */
function yesNoQuestions(table: Table, source: SourceText): OutlineStep[] | null {
  const [head, ...rows] = table.children;
  const answers = head?.children.map((cell) => answerOf(wordsOf(cell).replace(IF_ANSWER, ''))?.label);
  // The first column may be called "No." itself.
  const [yes, no] = [answers?.lastIndexOf('yes') ?? -1, answers?.lastIndexOf('no') ?? -1];
  if (yes < 1 || no < 1) return null;
  return rows.flatMap((row, index) => {
    const cells = row.children.map((cell) => wordsOf(cell));
    const asked = cells
      .slice(0, Math.min(yes, no))
      .filter((text) => /\p{L}/u.test(text))
      .join(', ');
    const span = spanOf(row, source);
    const branch = (label: string, text = ''): Branch => ({
      label,
      steps: NOTHING_TO_DO.test(text) ? [] : cellSteps(text, span),
    });
    const question = questionOfCheck(asked) ?? asQuestion(asked);
    if (asked === '') return [];
    const step = stepOf('question', question, span, [branch('yes', cells[yes]), branch('no', cells[no])]);
    step.numbers.push(numberOf(cells[0]) ?? index + 1);
    return [step];
  });
}

/** "3", "Step 3", "#3": what the first column calls a row. */
function numberOf(cell = ''): number | null {
  const [, digits] = /^(?:\p{L}+\.?\s+)?#?(\d{1,3})[.):]?$/u.exec(cell.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** "Go to 3", "→ 3", "Weiter mit 3", "Étape 3": the row with which it goes on, told in a cell by its number alone. */
const ROW =
  /^(?:(?:please |bitte )?(?:go(?: on)?(?: to)?|goto|continue(?: with| at)?|proceed(?: to| with)?|see|jump to|skip to|weiter(?: mit| bei| zu)?|gehe?n?(?: sie)?(?: zu)?|zu|aller à|allez à|passez à|passer à|voir|ir a|ve a|vaya a|pase a|ver|vá para|ir para|vai a|vada a|passa a|vedi|ga naar|ga verder met|zie)\s*|[→➜>-]+\s*)?(?:(?:step|row|line|check|question|no\.?|nr\.?|schritt|zeile|frage|étape|ligne|paso|fila|passo|linha|riga|stap|rij|vraag)\s*)?#?\s*(\d{1,3})\W*$/iu;

function cellSteps(text: string, span: Span): OutlineItem[] {
  const [, row] = ROW.exec(text) ?? [];
  if (row === undefined) return textSteps(text, span);
  return [{ kind: 'jump', target: `step ${Number(row)}`, text, span }];
}

/** The question that a table asks, with a branch for each row; null where it is no table of cases. */
function questionOfCases(table: Table, source: SourceText, span: Span): OutlineStep | null {
  const decision = readDecisionTable(table, source);
  if (!decision) return null;
  const branches = decision.cases.map(({ label, action, span: row }): Branch => ({
    label,
    steps: textSteps(action, row),
  }));
  return stepOf('question', decision.question, span, branches);
}

/** What a table asks, by yes and no or by its cases; null where it asks nothing. */
export function questionsOfTable(table: Table, source: SourceText, span: Span): OutlineStep[] | null {
  const questions = yesNoQuestions(table, source);
  if (questions) return questions;
  const question = questionOfCases(table, source, span);
  return question ? [question] : null;
}
