import { texts } from '../texts/texts.js';
import type { Walk, WalkOption } from './walk.queries.js';

/** What a person reads on the button of a way on. */
export function optionLabel({ condition, to }: WalkOption, kind: Walk['current_node']['kind']): string {
  if (condition === null && kind === 'question') return texts.walk.anythingElse;
  if (condition === null) return kind === 'info' ? texts.walk.told : texts.walk.done;
  return conditionLabel(condition) || (to?.text ?? '');
}

/** The conditions that every language of flows has are told in the language of the desk. */
export function conditionLabel(condition: string): string {
  const known = { yes: texts.walk.yes, no: texts.walk.no, any: texts.walk.anythingElse };
  const key = condition.toLowerCase();
  return key in known ? known[key as keyof typeof known] : condition;
}
