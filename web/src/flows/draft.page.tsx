import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { useLiveEvents } from '../api/live-events.js';
import { hasRole } from '../api/me.queries.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { texts } from '../texts/texts.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { DraftForm } from './draft-form.view.js';
import { flowQuery, type Flow } from './flows.queries.js';

const route = getRouteApi('/desk/flows/$flowId/change');

/** A flow that nobody has walked yet, drawn by hand. */
export function NewFlowPage() {
  return <DraftPage title={flowsTexts.draftNewTitle} flow={null} />;
}

/** A published flow as somebody wants it to be. */
export function ChangeFlowPage() {
  useLiveEvents();
  const { flowId } = route.useParams();
  const query = useQuery(flowQuery(useApi(), flowId));
  return (
    <QueryState query={query}>
      {({ flow }) => <DraftPage title={flowsTexts.draftChangeTitle(flow.title)} flow={flow} />}
    </QueryState>
  );
}

function DraftPage({ title, flow }: { title: string; flow: Flow | null }) {
  const { role } = useMe();
  return (
    <Stack>
      <PageTitle>{title}</PageTitle>
      {!hasRole(role, 'engineer') ? (
        <Alert color="gray" title={texts.states.forbidden}>
          {flowsTexts.draftFor}
        </Alert>
      ) : flow?.status === 'archived' ? (
        <Alert color="gray">{flowsTexts.draftMerged}</Alert>
      ) : (
        <>
          <Text>{flowsTexts.draftWhy}</Text>
          <DraftForm flow={flow} />
        </>
      )}
    </Stack>
  );
}
