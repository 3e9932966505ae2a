import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { foldOutline, isChange, type OutlineLine } from './outline.js';
import { texts } from '../texts/texts.js';
import classes from './graph.module.css';

const INDENT_PX = 18;

/** The flow in lines: what changes with its sign and word, the rest folded. */
export function FlowOutline({
  lines,
  selected,
  scrollTo,
  notes,
  onSelect,
}: {
  lines: readonly OutlineLine[];
  selected: OutlineLine | undefined;
  /** Whether the selected line is brought into sight: where somebody chose it. */
  scrollTo: boolean;
  /** Words beside a step, by its id, such as figures. */
  notes?: ReadonlyMap<string, string>;
  onSelect: (line: OutlineLine) => void;
}) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return (
    <ol className={classes.list}>
      {foldOutline(lines, opened).map((item) =>
        'fold' in item ? (
          <li key={`fold:${item.fold}`}>
            <UnstyledButton
              className={classes.line}
              aria-expanded={false}
              onClick={() => {
                setOpened(new Set([...opened, item.fold]));
              }}
            >
              <Text size="sm" c="dimmed">
                {texts.graph.unchanged(item.count)}
              </Text>
            </UnstyledButton>
          </li>
        ) : (
          <li key={item.id} style={{ marginLeft: item.depth * INDENT_PX }}>
            <UnstyledButton
              className={[classes.line, toneOf(item), item === selected ? classes.selected : ''].join(' ')}
              aria-current={item === selected ? 'step' : undefined}
              ref={item === selected && scrollTo ? bringIntoSight : undefined}
              onClick={() => {
                onSelect(item);
              }}
            >
              <Line line={item} note={notes?.get(item.node.id)} />
            </UnstyledButton>
          </li>
        ),
      )}
    </ol>
  );
}

function Line({ line, note }: { line: OutlineLine; note: string | undefined }) {
  const { node, before, edgeBefore, again } = line;
  const { change, word } = changeOf(line);
  return (
    <span className={classes.signed}>
      <span className={classes.sign} aria-hidden>
        {texts.graph.signs[change]}
      </span>
      <Text component="span" display="block" size="sm" c="dimmed">
        {[...(word === '' ? [] : [word]), wayText(line), texts.graph.steps[node.kind]].join(' · ')}
      </Text>
      <Text component="span" display="block" className={`${classes.text} ${classes.words}`}>
        {node.text}
      </Text>
      {note !== undefined && !again && (
        <Text component="span" display="block" size="sm" fw={600}>
          {note}
        </Text>
      )}
      {again && (
        <Text component="span" display="block" size="sm" c="dimmed">
          {texts.graph.again}
        </Text>
      )}
      {before !== null && before.text !== node.text && !again && (
        <Text component="span" display="block" size="sm" c="dimmed">
          {texts.graph.was(before.text)}
        </Text>
      )}
      {edgeBefore !== null && (
        <Text component="span" display="block" size="sm" c="dimmed">
          {texts.graph.wasWay(edgeBefore.condition?.label ?? null)}
        </Text>
      )}
    </span>
  );
}

/** What the line tells of: the step, or else the way to it. */
function changeOf(line: OutlineLine): { change: OutlineLine['change']; word: string } {
  if (line.change !== 'same' && !line.again)
    return { change: line.change, word: texts.graph.changeWords[line.change] };
  return { change: line.wayChange, word: texts.graph.wayWords[line.wayChange] };
}

function toneOf(line: OutlineLine): string {
  const { change } = changeOf(line);
  return isChange(line) && change !== 'same' ? (classes[change] ?? '') : '';
}

function wayText({ edge }: OutlineLine): string {
  if (edge === null) return texts.graph.begins;
  if (edge.condition === null) return texts.graph.then;
  const { label } = edge.condition;
  return label === 'any' ? texts.graph.otherwise : texts.graph.when(label);
}

/** What a line says, in a few words. */
export function lineText(line: OutlineLine): string {
  const { word } = changeOf(line);
  return word === '' ? line.node.text : `${word}: ${line.node.text}`;
}

function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
