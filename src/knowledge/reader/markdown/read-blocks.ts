import type { List, ListItem, RootContent, Table } from 'mdast';
import type { Span } from '../procedure.js';
import { joined, narrowed, type SourceText } from '../source-text.js';
import { bareCommand, commandUnder, type LeadIn } from './command-steps.js';
import {
  answerOf,
  answersItself,
  answersOf,
  asQuestion,
  bareCondition,
  conditionalOf,
  otherwiseOf,
  shortAnswerOf,
} from './conditions.js';
import { questionsOfTable } from './decision-table.js';
import { escalatingIf } from './escalation-section.js';
import { askedAfter, inVain } from './in-vain.js';
import { GENERIC_LEAD, LEAD, ONLY_LINKS, SHOWN } from './lead-in.js';
import { answered, askedBefore } from './asked-before.js';
import { isExplanation, toldBefore } from './list-under-lead.js';
import { blockText, codeText, firstWords, spanOf, wordsOf } from './markdown-source.js';
import { isStep, lengthen, otherLabel, stepOf, type Branch, type OutlineItem } from './outline.js';
import {
  isInstruction,
  isNote,
  isPlaceholder,
  isQuestion,
  isReference,
  jumpOf,
  kindOfStep,
  sentencesOf,
} from './step-words.js';
import { answerSteps, instructionLines, textSteps } from './text-steps.js';

/** Reads the blocks of a section as steps, in their order. */
export class BlockReader {
  /** Words that introduce what follows, and belong to its first step. */
  private lead: LeadIn | null = null;
  /** What the paragraph before ended with, on a condition. */
  private told: OutlineItem | null = null;

  constructor(
    private readonly source: SourceText,
    readonly items: OutlineItem[] = [],
  ) {}

  read(blocks: readonly RootContent[]): OutlineItem[] {
    for (const block of blocks) this.block(block);
    this.endLead();
    return this.items;
  }

  private block(block: RootContent): void {
    const span = spanOf(block, this.source);
    const { told } = this;
    this.told = null;
    switch (block.type) {
      case 'paragraph':
        for (const text of instructionLines(block) ?? [wordsOf(block)]) this.paragraph(text, span);
        break;
      case 'list':
        this.list(block);
        break;
      case 'code':
        this.code(codeText(block), span, told);
        break;
      case 'blockquote':
        this.push(stepOf('info', blockText(block).replace(/^\[!(\w+)\]\s*/, '$1: '), span));
        break;
      case 'table':
        this.table(block, span);
        break;
      default:
    }
  }

  private paragraph(text: string, span: Span): void {
    if (text === '' || isPlaceholder(text)) return;
    if (isNote(text)) {
      this.push(stepOf('info', text, span));
      return;
    }
    this.endLead();
    let plain: string[] = [];
    const flush = (): void => {
      if (plain.length > 0) this.plain(plain.join(' '), narrowed(this.source, plain, span));
      plain = [];
    };
    for (const [index, sentence] of sentencesOf(text).entries()) {
      const conditional = conditionalOf(sentence, true) ?? escalatingIf(sentence);
      const other = otherwiseOf(sentence);
      const last = this.items.at(-1);
      const own = narrowed(this.source, [sentence], span);
      let said: OutlineItem[] = [];
      const answer = shortAnswerOf(sentence);
      if (answer) flush();
      const asked = answer && !this.lead && askedBefore(this.items, answer.label);
      if (!asked && !this.lead && inVain(sentence)) {
        flush();
        const rest = sentencesOf(text).slice(index);
        if (askedAfter(this.items, rest, narrowed(this.source, rest, span), () => undefined)) return;
      }
      if (answer && asked) {
        said = answerSteps(answer.rest, own);
        asked.branches.push({ label: answer.label, steps: said });
      } else if (conditional && /:$/.test(sentence)) {
        flush();
        this.plain(sentence, own);
      } else if (conditional) {
        flush();
        said = answerSteps(conditional.then, own);
        this.ask(conditional.question, said, own);
      } else if (other && plain.length === 0 && isStep(last) && last.branches.length > 0) {
        said = textSteps(other, own);
        last.branches.push({ label: otherLabel(last), steps: said });
      } else plain.push(sentence);
      this.told = said.at(-1) ?? null;
    }
    flush();
  }

  /** Sentences without a condition: a step, a lead-in, or more about the step before. */
  private plain(text: string, span: Span): void {
    if (/:$/.test(text) && text.length <= LEAD) {
      this.lead = { text, span };
    } else if (isQuestion(text)) this.push(stepOf('question', text, span));
    else if (ONLY_LINKS.test(text) || isReference(text)) this.more(text, span);
    else if (sentencesOf(text).some(isInstruction)) this.step(text, span);
    else this.more(text, span);
  }

  private ask(question: string, steps: OutlineItem[], span: Span): void {
    this.push(stepOf('question', question, span, [{ label: 'yes', steps }]));
  }

  private step(text: string, span: Span): void {
    for (const item of textSteps(text, span)) this.push(item);
  }

  private push(item: OutlineItem): void {
    const { lead } = this;
    this.lead = null;
    if (lead && isStep(item) && item.kind !== 'info' && !GENERIC_LEAD.test(lead.text)) {
      if (isInstruction(lead.text))
        this.items.push(stepOf(kindOfStep(lead.text), lead.text.replace(/:$/, '.'), lead.span));
      else item.text = `${lead.text} ${item.text}`;
    }
    this.items.push(item);
  }

  /** Explains the step before; at the beginning of a section it explains what is to come. */
  private more(text: string, span: Span): void {
    const last = this.items.at(-1);
    if (isStep(last) && last.branches.length === 0) lengthen(last, text, span);
    else this.push(stepOf('info', text, span));
  }

  private code(text: string, span: Span, told: OutlineItem | null): void {
    const { lead } = this;
    this.lead = null;
    const last = told ?? this.items.at(-1);
    // What a command prints is done by nobody.
    if (lead && SHOWN.test(lead.text) && !isInstruction(lead.text))
      this.more(`${lead.text}\n${text}`, joined(lead.span, span));
    else if (lead) this.items.push(commandUnder(lead, text, span));
    else if (isStep(last) && last.branches.length === 0 && !isNote(last.text)) {
      // "You can restart it with", or why it is restarted, and then the command.
      if (last.kind === 'info') last.kind = 'action';
      lengthen(last, text, span);
    } else this.items.push(bareCommand(text, span));
  }

  private endLead(): void {
    const { lead } = this;
    this.lead = null;
    if (!lead) return;
    if (isInstruction(lead.text)) this.step(lead.text, lead.span);
    else this.more(lead.text, lead.span);
  }

  private list(list: List): void {
    const firsts = list.children.map((item) => firstWords(item));
    const last = this.items.at(-1);
    const asked = this.lead && (isQuestion(this.lead.text.replace(/:$/, '')) || list.ordered !== true);
    const told = this.lead && toldBefore(this.lead, list, this.source);
    if (told) {
      this.lead = null;
      this.items.push(told);
      return;
    }
    if (this.answers(list, firsts, last)) return;
    if (!list.ordered && isExplanation(firsts)) {
      const text = blockText(list);
      if (this.lead && asked) {
        this.more(`${this.lead.text}\n${text}`, joined(this.lead.span, spanOf(list, this.source)));
        this.lead = null;
      } else this.more(text, spanOf(list, this.source));
      return;
    }
    list.children.forEach((item, index) =>
      this.item(item, list.ordered ? (list.start ?? 1) + index : null, list.ordered === true),
    );
  }

  /** A list whose items are all answers to the step before, or to the lead-in. */
  private answers(list: List, firsts: readonly string[], last: OutlineItem | undefined): boolean {
    const { lead } = this;
    if (lead && this.conditionalLead(lead, list)) return true;
    const question = lead && isQuestion(lead.text.replace(/:$/, ''));
    const asksBefore = !lead && isStep(last) && last.kind === 'question' && last.branches.length === 0;
    const answers = answersOf(firsts, question || asksBefore);
    if (!answers || (answers.length < 2 && !asksBefore)) return false;
    const branches = list.children.map((item, index): Branch => {
      const { label = '', rest = '' } = answers[index] ?? {};
      return { label, steps: this.branchSteps(item, rest) };
    });
    if (lead) {
      this.lead = null;
      this.items.push(stepOf('question', lead.text.replace(/:$/, ''), lead.span, branches));
    } else answered(this.items, branches, spanOf(list, this.source));
    return true;
  }

  /** "If the log shows an error, do the following:" asks, and the list is what is done then. */
  private conditionalLead(lead: LeadIn, list: List): boolean {
    const conditional = conditionalOf(lead.text, false) ?? bareCondition(lead.text);
    if (!conditional) return false;
    this.lead = null;
    const inner = new BlockReader(this.source);
    const then = conditional.then.replace(/:$/, '');
    if (then !== '' && !GENERIC_LEAD.test(then)) inner.step(`${then}.`, lead.span);
    const steps = inner.read([list]);
    this.ask(conditional.question, steps, lead.span);
    return true;
  }

  private branchSteps(item: ListItem, rest: string): OutlineItem[] {
    const [first, ...others] = item.children;
    const own = answerSteps(rest, spanOf(first ?? item, this.source));
    return new BlockReader(this.source, own).read(first?.type === 'paragraph' ? others : item.children);
  }

  private item(item: ListItem, number: number | null, ordered: boolean): void {
    const before = this.items.length;
    this.itemSteps(item, ordered);
    const step = this.items[before];
    if (isStep(step) && number !== null) step.numbers.push(number);
  }

  private itemSteps(item: ListItem, ordered: boolean): void {
    const [first, ...others] = item.children;
    if (!first) return;
    if (first.type !== 'paragraph') {
      for (const block of item.children) this.block(block);
      return;
    }
    const text = wordsOf(first);
    if (isPlaceholder(text) && others.length === 0) return;
    const span = spanOf(first, this.source);
    const other = otherwiseOf(text);
    const last = this.items.at(-1);
    const [firstSentence = '', ...further] = sentencesOf(text);
    const conditional = conditionalOf(firstSentence, false) ?? escalatingIf(firstSentence);
    if (other && isStep(last) && last.branches.length > 0) {
      last.branches.push({ label: otherLabel(last), steps: this.branchSteps(item, other) });
      return;
    }
    const bareIf = conditional ? null : answerOf(text);
    const answer = shortAnswerOf(text);
    const asked = answer && !this.lead && askedBefore(this.items, answer.label);
    if (answer && asked) {
      asked.branches.push({ label: answer.label, steps: this.branchSteps(item, answer.rest) });
      return;
    }
    const add = (words: string): void => this.step(words, span);
    if (others.length === 0 && !this.lead && askedAfter(this.items, sentencesOf(text), span, add)) return;
    if (
      conditional &&
      (further.length === 0 || (ordered && !further.some((sentence) => otherwiseOf(sentence) !== null)))
    ) {
      const steps = this.branchSteps(item, [conditional.then, ...further].join(' '));
      this.ask(conditional.question, steps, span);
    } else if (bareIf && others.length > 0 && /^if\b/i.test(text)) {
      this.ask(asQuestion(bareIf.label), this.branchSteps(item, bareIf.rest), span);
    } else {
      if (conditional || answersItself(sentencesOf(text))) this.paragraph(text, span);
      else if (ordered || isInstruction(text) || isQuestion(text) || jumpOf(text)) this.step(text, span);
      else this.more(text, span);
      this.endLead();
      for (const block of others) this.block(block);
      this.endLead();
    }
  }

  private table(table: Table, span: Span): void {
    const asked = questionsOfTable(table, this.source, span);
    if (asked) for (const question of asked) this.push(question);
    else this.more(blockText(table), span);
  }
}
