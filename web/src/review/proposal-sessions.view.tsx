import { ActionIcon, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { Moment } from '../ui/moment.js';
import { QueryState } from '../ui/query-state.js';
import { alignmentQuery, sessionQuery, type Proposal } from './review.queries.js';
import classes from './review.module.css';
import { Section } from './section.view.js';

type Behind = Proposal['supporting_sessions'][number];

const FOLDED_PX = 320;

/** The sessions that it was learned from, one at a time. */
export function ProposalSessions({
  sessions,
  selected,
  nodeId,
  onStep,
}: {
  sessions: readonly Behind[];
  selected: Behind | undefined;
  /** The step that is looked at: what made it is marked. */
  nodeId: string | undefined;
  onStep: (by: 1 | -1) => void;
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
      {selected ? <SessionView behind={selected} nodeId={nodeId} /> : <Text>{texts.review.noSessions}</Text>}
    </Section>
  );
}

function SessionView({ behind, nodeId }: { behind: Behind; nodeId: string | undefined }) {
  const api = useApi();
  const session = useQuery(sessionQuery(api, behind.id));
  const alignment = useQuery(alignmentQuery(api, behind.id));
  const marked = new Set(
    alignment.data?.steps
      .filter(({ node_id }) => node_id !== null && node_id === nodeId)
      .map(({ step }) => step),
  );
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
            <ol className={classes.list}>
              {steps.map(({ kind, text, result }, index) => (
                // Steps have no ids, and are never moved.
                <li key={index} className={marked.has(index) ? classes.marked : undefined}>
                  <Text size="sm" className={classes.words}>
                    {`${texts.graph.steps[kind]}: ${text}`}
                    {result ? ` → ${result}` : ''}
                  </Text>
                  {marked.has(index) && (
                    <Text size="xs" c="dimmed">
                      {texts.review.marks}
                    </Text>
                  )}
                </li>
              ))}
            </ol>
            <Title order={4} size="h6">
              {texts.review.transcript}
            </Title>
            {messages.length === 0 ? (
              <Text size="sm">{texts.review.noTranscript}</Text>
            ) : (
              <Spoiler
                maxHeight={FOLDED_PX}
                showLabel={texts.review.showAll}
                hideLabel={texts.review.showLess}
              >
                {messages.map(({ role, content }, index) => (
                  <Text key={index} size="sm" className={classes.words} mb={4}>
                    <Text span inherit fw={600}>{`${texts.review.speakers[role]}: `}</Text>
                    {content}
                  </Text>
                ))}
              </Spoiler>
            )}
          </>
        )}
      </QueryState>
    </Stack>
  );
}
