import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { dataOf } from '../api/client.js';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { sessionsTexts } from '../texts/sessions-texts.js';
import { texts } from '../texts/texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { shareText } from '../ui/share.js';
import { useIntent } from '../ui/use-intent.js';
import { MoveSession } from './move-session.view.js';
import { alignmentQuery, sessionQuery, type Alignment, type Session } from './sessions.queries.js';
import { flywheelText } from './sessions.page.js';
import classes from './sessions.module.css';

const route = getRouteApi('/desk/sessions/$sessionId');

/** One session: what was said and done, and what the flywheel made of it. */
export function SessionPage() {
  const { sessionId } = route.useParams();
  const api = useApi();
  const session = useQuery(sessionQuery(api, sessionId));
  const alignment = useQuery({
    ...alignmentQuery(api, sessionId),
    enabled: session.data?.flywheel.status === 'done',
  });
  return (
    <QueryState query={session}>
      {(read) => (
        <Stack>
          <Header session={read} />
          <Outcome session={read} alignment={alignment.data} />
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Steps session={read} alignment={alignment.data} />
            <Transcript session={read} />
          </SimpleGrid>
        </Stack>
      )}
    </QueryState>
  );
}

function Header({ session }: { session: Session }) {
  const { linked_ticket_id: ticket, linked_ticket_kind: kind } = session;
  return (
    <Stack gap="xs">
      <TextLink to="/sessions" size="sm">
        {sessionsTexts.back}
      </TextLink>
      <PageTitle className={classes.words}>{session.title}</PageTitle>
      <Text size="sm" c="dimmed">
        {[
          sessionsTexts.origins[session.origin],
          ...(session.problem_domain === null ? [] : [session.problem_domain]),
          ...(ticket === null ? [] : [sessionsTexts.ticket(kind ?? '', ticket)]),
        ].join(' · ')}
        {' · '}
        <Moment at={session.created_at} />
      </Text>
    </Stack>
  );
}

function Outcome({ session, alignment }: { session: Session; alignment: Alignment | undefined }) {
  const api = useApi();
  const { role } = useMe();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { flywheel, status, outcome_confirmed: confirmed } = session;
  const confirm = useIntent(
    (outcome_confirmed: boolean, key) =>
      dataOf(
        api.POST('/v1/ai-sessions/{id}/confirm', {
          params: { path: { id: session.id }, header: { 'Idempotency-Key': key } },
          body: { outcome_confirmed },
        }),
      ),
    () => {
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
      announce(sessionsTexts.done);
    },
  );
  return (
    <Section title={sessionsTexts.outcome}>
      <Stack gap="xs" align="flex-start">
        <Group gap="xs">
          <Text>{sessionsTexts.states[status]}</Text>
          {confirmed && (
            <Badge variant="default" tt="none">
              {sessionsTexts.confirmed}
            </Badge>
          )}
        </Group>
        {session.resolution_summary !== null && (
          <Text size="sm" className={classes.words}>
            {`${sessionsTexts.resolution}: ${session.resolution_summary}`}
          </Text>
        )}
        <Text>{flywheelText(session)}</Text>
        {flywheel.reason !== null && (
          <Text size="sm" className={classes.words}>
            {flywheel.reason}
          </Text>
        )}
        {alignment?.flow_id != null && (
          <Text size="sm">{sessionsTexts.fitness(shareText(alignment.fitness))}</Text>
        )}
        <Group gap="xs">
          {flywheel.proposal_id !== null && hasRole(role, 'reviewer') && (
            <LinkButton
              to="/review/$proposalId"
              params={{ proposalId: flywheel.proposal_id }}
              variant="default"
              size="xs"
            >
              {sessionsTexts.toProposal}
            </LinkButton>
          )}
          {alignment?.flow_id != null && (
            <LinkButton
              to="/flows/$flowId"
              params={{ flowId: alignment.flow_id }}
              variant="default"
              size="xs"
            >
              {sessionsTexts.toFlow}
            </LinkButton>
          )}
          {session.outcome !== null && hasRole(role, 'engineer') && (
            <Button
              variant="default"
              size="xs"
              loading={confirm.isPending}
              onClick={() => {
                confirm.run(!confirmed);
              }}
            >
              {confirmed ? sessionsTexts.unconfirm : sessionsTexts.confirm}
            </Button>
          )}
        </Group>
        <IntentFailure intent={confirm} />
        {hasRole(role, 'reviewer') && flywheel.status === 'done' && session.origin !== 'kb_import' && (
          <MoveSession session={session} flowId={alignment?.flow_id ?? null} />
        )}
      </Stack>
    </Section>
  );
}

function Steps({ session, alignment }: { session: Session; alignment: Alignment | undefined }) {
  const moves = new Map(alignment?.steps.map(({ step, move }) => [step, move] as const));
  return (
    <Section title={sessionsTexts.stepsTitle}>
      {session.steps.length === 0 && <Text size="sm">{sessionsTexts.noSteps}</Text>}
      {session.steps_source === 'extracted' && session.steps.length > 0 && (
        <Text size="sm" c="dimmed">
          {sessionsTexts.extracted}
        </Text>
      )}
      <ol className={classes.list}>
        {session.steps.map(({ kind, text, result }, index) => {
          const move = moves.get(index);
          return (
            // Steps have no ids, and are never moved.
            <li key={index} className={classes.row}>
              <Text size="sm" className={classes.words}>
                {`${texts.graph.steps[kind]}: ${text}`}
                {result ? ` → ${result}` : ''}
              </Text>
              {move !== undefined && (
                <Text size="sm" c="dimmed">
                  {sessionsTexts.moves[move]}
                </Text>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Transcript({ session: { messages } }: { session: Session }) {
  return (
    <Section title={sessionsTexts.transcript}>
      {messages.length === 0 && <Text size="sm">{sessionsTexts.noTranscript}</Text>}
      {messages.map(({ role, content }, index) => (
        <Text key={index} size="sm" className={classes.words} mb={4}>
          <Text span inherit fw={600}>{`${sessionsTexts.speakers[role]}: `}</Text>
          {content}
        </Text>
      ))}
    </Section>
  );
}
