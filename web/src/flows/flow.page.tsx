import { Alert, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useApi } from '../api/desk-context.js';
import { useLiveEvents } from '../api/live-events.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { LinkButton } from '../ui/link-button.js';
import { Loading, QueryState } from '../ui/query-state.js';
import { FlowHeader } from './flow-header.view.js';
import { FlowSteps } from './flow-steps.view.js';
import { flowQuery } from './flows.queries.js';

const route = getRouteApi('/desk/flows/$flowId');
/** Parts that are loaded when they are opened. */
const FlowVersions = lazyRouteComponent(() => import('./flow-versions.view.js'), 'FlowVersions');
const FlowFigures = lazyRouteComponent(() => import('./flow-figures.view.js'), 'FlowFigures');
const FlowCare = lazyRouteComponent(() => import('./flow-care.view.js'), 'FlowCare');
const FlowShape = lazyRouteComponent(() => import('./flow-shape.view.js'), 'FlowShape');
const FlowHistory = lazyRouteComponent(() => import('./flow-history.view.js'), 'FlowHistory');
const TABS = ['steps', 'versions', 'figures', 'care', 'shape', 'history'] as const;

/** One flow: what it says, how it came to be, whether it helps, and who looks after it. */
export function FlowPage() {
  useLiveEvents();
  const { flowId } = route.useParams();
  const { tab = 'steps' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(flowQuery(useApi(), flowId));
  return (
    <QueryState query={query}>
      {(seen) => (
        <Stack>
          <FlowHeader seen={seen} />
          {seen.flow.merged_into !== null && (
            <Alert color="gray">
              <Stack gap="xs" align="flex-start">
                {flowsTexts.mergedInto}
                <LinkButton
                  to="/flows/$flowId"
                  params={{ flowId: seen.flow.merged_into }}
                  variant="default"
                  size="xs"
                >
                  {flowsTexts.toMerged}
                </LinkButton>
              </Stack>
            </Alert>
          )}
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(value) => {
              const chosen = TABS.find((known) => known === value);
              void navigate({
                search: (before) => ({ ...before, tab: chosen === 'steps' ? undefined : chosen }),
                replace: true,
              });
            }}
          >
            <Tabs.List aria-label={flowsTexts.parts} mb="md">
              {TABS.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {flowsTexts.tabs[name]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Suspense fallback={<Loading />}>
              <Tabs.Panel value="steps">
                <FlowSteps flow={seen.flow} />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <FlowVersions seen={seen} />
              </Tabs.Panel>
              <Tabs.Panel value="figures">
                <FlowFigures flow={seen.flow} />
              </Tabs.Panel>
              <Tabs.Panel value="care">
                <FlowCare seen={seen} />
              </Tabs.Panel>
              <Tabs.Panel value="shape">
                <FlowShape seen={seen} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <FlowHistory seen={seen} />
              </Tabs.Panel>
            </Suspense>
          </Tabs>
        </Stack>
      )}
    </QueryState>
  );
}
