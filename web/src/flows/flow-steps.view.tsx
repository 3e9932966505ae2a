import { Alert, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApi } from '../api/desk-context.js';
import { FlowDrawing } from '../graph/flow-drawing.js';
import { FlowOutline } from '../graph/flow-outline.view.js';
import { outlineOf } from '../graph/outline.js';
import { ViewChoice, type FlowView } from '../graph/view-choice.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { TextLink } from '../ui/link-button.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { notesOf, stepsWith } from './figures.js';
import { FlowStep } from './flow-step.view.js';
import { figuresQuery, versionQuery, type Flow } from './flows.queries.js';

const route = getRouteApi('/desk/flows/$flowId');
const OVERLAYS = ['none', 'traffic', 'success'] as const;
const NO_NOTES: ReadonlyMap<string, string> = new Map();

/** What a version of the flow says, and how it went at each step. */
export function FlowSteps({ flow }: { flow: Flow }) {
  const { version = flow.version } = route.useSearch();
  const shown = useQuery({
    ...versionQuery(useApi(), flow.id, version),
    // The current one came with the flow.
    ...(version === flow.version && { initialData: { ...flow, flow_id: flow.id } }),
  });
  return (
    <Stack>
      {version !== flow.version && (
        <Alert color="gray">
          <Group>
            {flowsTexts.oldVersion(version)}
            <TextLink to="." search={(before) => ({ ...before, version: undefined })} size="sm">
              {flowsTexts.toCurrent}
            </TextLink>
          </Group>
        </Alert>
      )}
      <QueryState query={shown}>
        {({ flow_data }) => <Steps flow={flow} version={version} document={flow_data} />}
      </QueryState>
    </Stack>
  );
}

function Steps({ flow, version, document }: { flow: Flow; version: number; document: Flow['flow_data'] }) {
  const { node, overlay, view, find = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: {
    node?: string;
    overlay?: 'traffic' | 'success';
    find?: string;
    view?: FlowView;
  }): void => {
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false });
  };
  const [words, setWords] = useTypedAddress(find, (typed) => {
    change({ find: typed === '' ? undefined : typed });
  });
  const figures = useQuery(figuresQuery(useApi(), flow.id, version));
  const notes = useMemo(
    () => (overlay === undefined ? NO_NOTES : notesOf(figures.data?.by_node ?? [], overlay)),
    [figures.data, overlay],
  );
  const found = useMemo(() => stepsWith(find, document.nodes), [find, document]);
  const lines = useMemo(() => outlineOf(document, null), [document]);
  const shown = find === '' ? lines : lines.filter((line) => found.has(line.node.id) && !line.again);
  const selected = lines.find((line) => line.node.id === node && !line.again);
  return (
    <Stack>
      <Group align="end" gap="sm">
        <TextInput
          type="search"
          size="xs"
          label={flowsTexts.findStep}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <Stack gap={4}>
          <Text size="xs" id="overlay">
            {flowsTexts.overlay}
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby="overlay"
            value={overlay ?? 'none'}
            data={OVERLAYS.map((value) => ({ value, label: flowsTexts.overlays[value] }))}
            onChange={(value) => {
              change({ overlay: value === 'traffic' || value === 'success' ? value : undefined });
            }}
          />
        </Stack>
        {find !== '' && (
          <Text size="sm" role="status">
            {found.size === 0 ? flowsTexts.noStepFits : flowsTexts.stepsFound(found.size)}
          </Text>
        )}
      </Group>
      {overlay !== undefined && figures.data?.total.walks === 0 && (
        <Text size="sm">{flowsTexts.notWalked}</Text>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section
          title={flowsTexts.outline}
          aside={
            <ViewChoice
              view={view}
              onChoose={(chosen) => {
                change({ view: chosen });
              }}
            />
          }
        >
          {view === 'drawing' ? (
            <FlowDrawing
              document={document}
              selected={node}
              notes={notes}
              pointedOut={found}
              onSelect={(id) => {
                change({ node: id });
              }}
            />
          ) : (
            <FlowOutline
              lines={shown}
              selected={selected}
              notes={notes}
              scrollTo={false}
              onSelect={(line) => {
                change({ node: line.node.id });
              }}
            />
          )}
        </Section>
        <Section title={flowsTexts.step}>
          {selected ? (
            <FlowStep
              key={selected.node.id}
              flow={flow}
              version={version}
              document={document}
              node={selected.node}
              figures={figures.data?.by_node.find(({ node_id }) => node_id === selected.node.id)}
              onSelect={(id) => {
                change({ node: id });
              }}
            />
          ) : (
            <Text size="sm">{flowsTexts.chooseStep}</Text>
          )}
        </Section>
      </SimpleGrid>
    </Stack>
  );
}
