import { Mark, ScrollArea, Text } from '@mantine/core';
import { useMemo } from 'react';
import { texts } from '../texts/texts.js';
import { passagesFor, passagesOf, piecesOf, type Evidence } from './evidence.js';
import type { Session } from './review.queries.js';
import classes from './review.module.css';

const HEIGHT_PX = 360;

/** What was said, with the words marked that speak for the line that is looked at; the first of them is in sight. */
export function Transcript({
  messages,
  steps,
  evidence,
}: Pick<Session, 'messages' | 'steps'> & { evidence: Evidence }) {
  const said = useMemo(() => passagesOf(messages, steps), [messages, steps]);
  const passages = passagesFor(said, evidence);
  const first = Math.min(...passages.map(({ message }) => message));
  return (
    <ScrollArea.Autosize
      mah={HEIGHT_PX}
      type="auto"
      // Whoever has no mouse scrolls it by the arrow keys.
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': texts.review.transcript }}
    >
      {messages.map(({ role, content }, index) => {
        const spoken = passages.filter(({ message }) => message === index);
        return (
          // Messages have no ids, and are never moved.
          <div key={index} ref={index === first ? scrollThere : undefined}>
            <Text size="sm" className={classes.words} mb={4}>
              <Text span inherit fw={600}>{`${texts.review.speakers[role]}: `}</Text>
              {piecesOf(content, spoken).map(({ text, part }, at) =>
                part === null ? (
                  text
                ) : (
                  <Mark key={at} className={classes.said}>
                    {text}
                  </Mark>
                ),
              )}
            </Text>
            {spoken.length > 0 && (
              <Text size="xs" c="dimmed" mb={4}>
                {texts.review.saidHere}
              </Text>
            )}
          </div>
        );
      })}
    </ScrollArea.Autosize>
  );
}

/** Moves the transcript alone: the page stays where it is. */
function scrollThere(message: HTMLElement | null): void {
  const frame = message?.closest('[role=region]');
  if (message && frame) {
    frame.scrollTop += message.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  }
}
