import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { QueryState } from '../ui/query-state.js';
import { shareText } from '../ui/share.js';
import { durationText } from './figures.js';
import { evidenceQuery, type Flow, type NodeFigures } from './flows.queries.js';
import classes from './flows.module.css';

type FlowNode = Flow['flow_data']['nodes'][number];

const WORDINGS = 5;

/** One step: what it says, where it leads, how it went there, and who speaks for it. */
export function FlowStep({
  flow,
  version,
  document,
  node,
  figures,
  onSelect,
}: {
  flow: Flow;
  version: number;
  document: Flow['flow_data'];
  node: FlowNode;
  figures: NodeFigures | undefined;
  onSelect: (nodeId: string) => void;
}) {
  const ways = document.edges.filter(({ from }) => from === node.id);
  const textOf = (id: string): string => document.nodes.find((other) => other.id === id)?.text ?? id;
  return (
    <Stack gap="sm">
      <Text className={classes.words}>
        <Text span inherit fw={600}>{`${texts.graph.steps[node.kind]}: `}</Text>
        {node.text}
      </Text>
      <Stack gap={4} align="flex-start">
        <Title order={3} size="h5">
          {flowsTexts.waysOn}
        </Title>
        {ways.length === 0 && <Text size="sm">{flowsTexts.endsHere}</Text>}
        {ways.map(({ id, to, condition }) => (
          <Button
            key={id}
            variant="default"
            size="compact-sm"
            h="auto"
            styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
            onClick={() => {
              onSelect(to);
            }}
          >
            {`${condition === null ? texts.graph.then : texts.graph.when(condition.label)} → ${textOf(to)}`}
          </Button>
        ))}
      </Stack>
      <div>
        <Title order={3} size="h5">
          {flowsTexts.stepFigures}
        </Title>
        {figures === undefined || figures.walks === 0 ? (
          <Text size="sm">{flowsTexts.notWalked}</Text>
        ) : (
          <List size="sm">
            <List.Item>{flowsTexts.walks(figures.walks)}</List.Item>
            {figures.success !== null && (
              <List.Item>{flowsTexts.succeeded(shareText(figures.success.share))}</List.Item>
            )}
            {figures.median_seconds !== null && (
              <List.Item>{flowsTexts.medianTime(durationText(figures.median_seconds))}</List.Item>
            )}
            {figures.drop_offs > 0 && <List.Item>{flowsTexts.dropOffs(figures.drop_offs)}</List.Item>}
            {figures.deviations > 0 && <List.Item>{flowsTexts.deviations(figures.deviations)}</List.Item>}
          </List>
        )}
      </div>
      {version === flow.version && <Evidence flowId={flow.id} nodeId={node.id} />}
    </Stack>
  );
}

function Evidence({ flowId, nodeId }: { flowId: string; nodeId: string }) {
  const query = useQuery(evidenceQuery(useApi(), flowId, nodeId));
  return (
    <div>
      <Title order={3} size="h5">
        {flowsTexts.evidence}
      </Title>
      <QueryState query={query}>
        {({ session_count, confirmed_count, wordings, items }) =>
          session_count === 0 ? (
            <Text size="sm">{flowsTexts.noEvidence}</Text>
          ) : (
            <Stack gap={4}>
              <Text size="sm">{flowsTexts.evidenceOf(session_count, confirmed_count)}</Text>
              {wordings.slice(0, WORDINGS).map(({ text, result, count }) => (
                <Text key={`${text}:${result ?? ''}`} size="sm" className={classes.words}>
                  {flowsTexts.wording(result === null ? text : `${text} → ${result}`, count)}
                </Text>
              ))}
              <List size="sm">
                {items.map(({ session_id, title }) => (
                  <List.Item key={session_id}>
                    <TextLink to="/sessions/$sessionId" params={{ sessionId: session_id }} size="sm">
                      {title}
                    </TextLink>
                  </List.Item>
                ))}
              </List>
            </Stack>
          )
        }
      </QueryState>
    </div>
  );
}
