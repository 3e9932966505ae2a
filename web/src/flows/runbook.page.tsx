import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { texts } from '../texts/texts.js';
import { LinkButton } from '../ui/link-button.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { flowQuery } from './flows.queries.js';
import { runbookOf } from './runbook.js';
import classes from './flows.module.css';

const route = getRouteApi('/desk/flows/$flowId/runbook');

/** The flow for whoever has paper: numbered steps, each with where it leads. */
export function RunbookPage() {
  const { flowId } = route.useParams();
  const query = useQuery(flowQuery(useApi(), flowId));
  return (
    <QueryState query={query}>
      {({ flow }) => (
        <Stack maw={760}>
          <Group className="screen-only">
            <Button
              onClick={() => {
                window.print();
              }}
            >
              {flowsTexts.print}
            </Button>
            <LinkButton to="/flows/$flowId" params={{ flowId }} variant="default">
              {flowsTexts.toFlow}
            </LinkButton>
          </Group>
          <PageTitle>{flow.title}</PageTitle>
          <Text size="sm">{flowsTexts.version(flow.version)}</Text>
          {flow.description !== null && <Text className={classes.words}>{flow.description}</Text>}
          <ol>
            {runbookOf(flow.flow_data).map(({ node, ways }) => (
              <li key={node.id}>
                <Text className={classes.words}>
                  <Text span inherit fw={600}>{`${texts.graph.steps[node.kind]}: `}</Text>
                  {node.text}
                </Text>
                <ul>
                  {ways.map(({ id, label, step }) => (
                    <li key={id}>
                      <Text size="sm">
                        {`${label === null ? texts.graph.then : texts.graph.when(label)}: ${flowsTexts.goTo(step)}`}
                      </Text>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Stack>
      )}
    </QueryState>
  );
}
