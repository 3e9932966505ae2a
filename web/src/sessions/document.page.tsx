import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { knowledgeTexts, sessionsTexts } from '../texts/sessions-texts.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { DocumentFaults } from './document-results.view.js';
import { documentQuery } from './sessions.queries.js';
import classes from './sessions.module.css';

const route = getRouteApi('/desk/knowledge/$documentId');

/** A document as it was imported, and where its procedures went. */
export function DocumentPage() {
  const { documentId } = route.useParams();
  const { role } = useMe();
  const query = useQuery(documentQuery(useApi(), documentId));
  return (
    <QueryState query={query}>
      {({ name, content, procedures, created_at }) => (
        <Stack>
          <TextLink to="/knowledge" size="sm">
            {knowledgeTexts.back}
          </TextLink>
          <PageTitle className={classes.words}>{name}</PageTitle>
          <Text size="sm" c="dimmed">
            <Moment at={created_at} />
          </Text>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Section title={knowledgeTexts.proceduresTitle}>
              <ul className={classes.list}>
                {procedures.map(({ title, session_id, proposal_id, flow_id, faults }) => (
                  <li key={session_id} className={classes.row}>
                    <Text fw={600} className={classes.words}>
                      {title}
                    </Text>
                    <Group gap="sm">
                      <TextLink to="/sessions/$sessionId" params={{ sessionId: session_id }} size="sm">
                        {knowledgeTexts.toSession}
                      </TextLink>
                      {proposal_id !== null && hasRole(role, 'reviewer') && (
                        <TextLink to="/review/$proposalId" params={{ proposalId: proposal_id }} size="sm">
                          {sessionsTexts.toProposal}
                        </TextLink>
                      )}
                      {flow_id !== null && (
                        <TextLink to="/flows/$flowId" params={{ flowId: flow_id }} size="sm">
                          {sessionsTexts.toFlow}
                        </TextLink>
                      )}
                    </Group>
                    <DocumentFaults faults={faults} />
                  </li>
                ))}
              </ul>
            </Section>
            <Section title={knowledgeTexts.content}>
              <Text size="sm" className={classes.words}>
                {content}
              </Text>
            </Section>
          </SimpleGrid>
        </Stack>
      )}
    </QueryState>
  );
}
