import { texts } from '../texts/texts.js';
import { countedEntries } from './walked.js';
import type { Walk, WalkEntry } from './walk.queries.js';

export type NoteFormat = 'text' | 'markdown';

/**
 * What was asked, answered and done, for the ticket: as lines of plain text, or as Markdown in which nothing that somebody
 * typed is taken for markup. What was taken back is left out.
 */
export function ticketNote(walk: Walk, format: NoteFormat): string {
  const write = format === 'markdown' ? escaped : oneLine;
  const bold = (text: string): string => (format === 'markdown' ? `**${text}**` : text);
  const entries = countedEntries(walk.walked_path);
  const { note } = texts.walk;
  const head = [
    bold(note.flow(write(walk.flow_title), walk.flow_version)),
    ...(walk.problem === null ? [] : [note.problem(write(walk.problem))]),
  ];
  const steps = entries.map((entry, index) => `${index + 1}. ${stepLine(entry, write)}`);
  const end = walk.outcome === null ? [note.open(write(walk.current_node.text))] : endOf(walk, write);
  return [head.join('\n'), steps.join('\n'), end.join('\n')].filter((part) => part !== '').join('\n\n');
}

function stepLine(entry: WalkEntry, write: (text: string) => string): string {
  const { note } = texts.walk;
  const text = write(entry.step?.text ?? entry.text);
  const result = entry.step ? entry.step.result : entry.condition;
  const said = entry.words === null ? '' : ` ${note.said(write(entry.words))}`;
  const remark = entry.note === null ? '' : ` ${note.remark(write(entry.note))}`;
  const besides = entry.kind === 'deviation' ? ` ${note.besides}` : '';
  return `${text}${result === null ? '' : ` → ${write(result)}`}${said}${besides}${remark}`;
}

function endOf(walk: Walk, write: (text: string) => string): string[] {
  const { note } = texts.walk;
  const outcome = walk.outcome === null ? '' : note.outcome[walk.outcome];
  const confirmed = walk.outcome_confirmed ? `, ${note.confirmed}` : '';
  const to = walk.escalated_to === null ? '' : ` ${note.to(write(walk.escalated_to))}`;
  return [
    `${outcome}${to}${confirmed}: ${write(walk.current_node.text)}`,
    ...(walk.notes === null ? [] : [write(walk.notes)]),
  ];
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const escaped = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&');
