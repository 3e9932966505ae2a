import { ActionIcon, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import type { OutlineLine } from '../graph/outline.js';
import { texts } from '../texts/texts.js';
import { Moment } from '../ui/moment.js';
import { QueryState } from '../ui/query-state.js';
import { evidenceFor, NO_EVIDENCE, type Evidence } from './evidence.js';
import {
  alignmentQuery,
  sessionQuery,
  type Proposal,
  type Session,
  type StepMove,
} from './review.queries.js';
import classes from './review.module.css';
import { Section } from '../ui/section.js';
import { Transcript } from './transcript.view.js';

type Behind = Proposal['supporting_sessions'][number];

/** The sessions that it was learned from, one at a time. */
export function ProposalSessions({
  sessions,
  selected,
  line,
  onStep,
  onNode,
}: {
  sessions: readonly Behind[];
  selected: Behind | undefined;
  /** The line of the flow that is looked at: what speaks for it is marked. */
  line: OutlineLine | undefined;
  onStep: (by: 1 | -1) => void;
  /** Looks at a step of the flow. */
  onNode: (nodeId: string) => void;
}) {
  const at = selected ? sessions.indexOf(selected) : -1;
  return (
    <Section
      title={texts.review.behind}
      aside={
        sessions.length > 1 && (
          <Group gap={4}>
            <ActionIcon
              variant="default"
              size="sm"
              disabled={at <= 0}
              aria-label={texts.review.sessionBefore}
              onClick={() => {
                onStep(-1);
              }}
            >
              ‹
            </ActionIcon>
            <Text size="sm">{texts.review.sessionOf(at + 1, sessions.length)}</Text>
            <ActionIcon
              variant="default"
              size="sm"
              disabled={at === sessions.length - 1}
              aria-label={texts.review.nextSession}
              onClick={() => {
                onStep(1);
              }}
            >
              ›
            </ActionIcon>
          </Group>
        )
      }
    >
      {selected ? (
        <SessionView behind={selected} line={line} onNode={onNode} />
      ) : (
        <Text>{texts.review.noSessions}</Text>
      )}
    </Section>
  );
}

function SessionView({
  behind,
  line,
  onNode,
}: {
  behind: Behind;
  line: OutlineLine | undefined;
  onNode: (nodeId: string) => void;
}) {
  const api = useApi();
  const session = useQuery(sessionQuery(api, behind.id));
  const alignment = useQuery(alignmentQuery(api, behind.id));
  const aligned = alignment.data?.steps;
  const evidence = line && aligned ? evidenceFor(line, aligned) : NO_EVIDENCE;
  const isSilent = evidence.made.size + evidence.answered.size === 0;
  const { outcomes, confirmed } = texts.review;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {behind.title}
      </Title>
      <Text size="sm" c="dimmed">
        {behind.outcome !== null && `${outcomes[behind.outcome as keyof typeof outcomes]} · `}
        {behind.outcome_confirmed && `${confirmed} · `}
        <Moment at={behind.created_at} />
      </Text>
      <QueryState query={session}>
        {({ steps, messages }) => (
          <>
            <Title order={4} size="h6">
              {texts.review.sessionSteps}
            </Title>
            {steps.length === 0 && <Text size="sm">{texts.review.noSteps}</Text>}
            {aligned && steps.length > 0 && isSilent && <Text size="sm">{texts.review.notMarked}</Text>}
            <ol className={classes.list}>
              {steps.map((step, index) => (
                // Steps have no ids, and are never moved.
                <SessionStep
                  key={index}
                  step={step}
                  move={aligned?.find((one) => one.step === index)}
                  marks={marksOf(evidence, index)}
                  onNode={onNode}
                />
              ))}
            </ol>
            <Title order={4} size="h6">
              {texts.review.transcript}
            </Title>
            {messages.length === 0 ? (
              <Text size="sm">{texts.review.noTranscript}</Text>
            ) : (
              // Another line of the flow is looked for anew.
              <Transcript key={`${behind.id}:${line?.id}`} {...{ messages, steps, evidence }} />
            )}
          </>
        )}
      </QueryState>
    </Stack>
  );
}

function marksOf({ made, answered }: Evidence, step: number): string | null {
  if (made.has(step)) return texts.review.marks;
  return answered.has(step) ? texts.review.marksWay : null;
}

/** What was done in a session, and the step of the flow that it was found to be. */
function SessionStep({
  step: { kind, text, result },
  move,
  marks,
  onNode,
}: {
  step: Session['steps'][number];
  move: StepMove | undefined;
  /** What it says for the line that is looked at. */
  marks: string | null;
  onNode: (nodeId: string) => void;
}) {
  const nodeId = move?.node_id ?? null;
  return (
    <li className={marks === null ? undefined : classes.marked}>
      <Text size="sm" className={classes.words}>
        {`${texts.graph.steps[kind]}: ${text}`}
        {result ? ` → ${result}` : ''}
      </Text>
      <Group gap="xs">
        {move && (
          <Text size="xs" c="dimmed">
            {[texts.review.moves[move.move], ...(marks === null ? [] : [marks])].join(' · ')}
          </Text>
        )}
        {nodeId !== null && marks === null && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            aria-label={texts.review.showStep(text)}
            onClick={() => {
              onNode(nodeId);
            }}
          >
            {texts.review.inFlow}
          </Anchor>
        )}
      </Group>
    </li>
  );
}
