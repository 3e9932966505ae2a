import { Button, List, Progress, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { shareText } from '../ui/share.js';
import { durationText } from './figures.js';
import { figuresQuery, type Flow, type FlowAnalytics } from './flows.queries.js';
import classes from './flows.module.css';

const route = getRouteApi('/desk/flows/$flowId');
const POINTS = 100;
const SIGNED = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });

/** What came of the walks of the flow, of each version, and where they were left. */
export function FlowFigures({ flow }: { flow: Flow }) {
  const { version } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(figuresQuery(useApi(), flow.id, version));
  return (
    <Stack>
      <Select
        label={flowsTexts.figuresOf}
        size="xs"
        w={180}
        allowDeselect={false}
        value={String(version ?? 'all')}
        data={[
          { value: 'all', label: flowsTexts.allVersions },
          ...Array.from({ length: flow.version }, (_, at) => ({
            value: String(flow.version - at),
            label: flowsTexts.version(flow.version - at),
          })),
        ]}
        onChange={(value) =>
          void navigate({
            search: (before) => ({ ...before, version: value === 'all' ? undefined : Number(value) }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <QueryState query={query}>
        {(figures) =>
          figures.total.walks === 0 && figures.total.reinforced_sessions === 0 ? (
            <Text>{flowsTexts.notWalked}</Text>
          ) : (
            <>
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <Total total={figures.total} />
                <Leaving figures={figures} />
              </SimpleGrid>
              <ByVersion figures={figures} />
            </>
          )
        }
      </QueryState>
      <Button
        component="a"
        href={`/v1/flows/${flow.id}/analytics?format=csv`}
        variant="default"
        size="xs"
        style={{ alignSelf: 'start' }}
      >
        {flowsTexts.downloadFigures}
      </Button>
    </Stack>
  );
}

function Total({ total }: { total: FlowAnalytics['total'] }) {
  const rows: [string, number | string][] = [
    [flowsTexts.finished, total.finished],
    [flowsTexts.escalated, total.escalated],
    [flowsTexts.abandoned, total.abandoned],
    [flowsTexts.reopened, total.reopened],
    [flowsTexts.deviatedWalks, total.deviated],
    [flowsTexts.sessions, total.reinforced_sessions],
  ];
  const { success, median_seconds } = total;
  return (
    <Section title={flowsTexts.success}>
      {success !== null && (
        <Stack gap={4} mb="sm">
          <Text size="xl" fw={700}>
            {shareText(success.share)}
          </Text>
          <Progress value={success.share * POINTS} aria-label={flowsTexts.success} size="lg" color="green" />
          <Text size="sm" c="dimmed">
            {flowsTexts.successBetween(shareText(success.low), shareText(success.high))}
          </Text>
        </Stack>
      )}
      <Table>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th fw={400} scope="row">
                {name}
              </Table.Th>
              <Table.Td ta="right">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {median_seconds !== null && (
        <Text size="sm">{flowsTexts.medianTime(durationText(median_seconds))}</Text>
      )}
    </Section>
  );
}

function Leaving({ figures: { leaving } }: { figures: FlowAnalytics }) {
  return (
    <Section title={flowsTexts.leaving}>
      {leaving.length === 0 ? (
        <Text size="sm">{flowsTexts.noLeaving}</Text>
      ) : (
        <List size="sm">
          {leaving.map(({ node_id, text, drop_offs, share_of_drop_offs }) => (
            <List.Item key={node_id} className={classes.words}>
              {`${text ?? node_id}: ${drop_offs}, ${flowsTexts.leavingShare(shareText(share_of_drop_offs))}`}
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

function ByVersion({ figures: { by_version } }: { figures: FlowAnalytics }) {
  return (
    <Section title={flowsTexts.byVersion}>
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{flowsTexts.figuresOf}</Table.Th>
              <Table.Th ta="right">{flowsTexts.finished}</Table.Th>
              <Table.Th ta="right">{flowsTexts.success}</Table.Th>
              <Table.Th>{flowsTexts.change}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {by_version.map(({ version, finished, success, change }) => (
              <Table.Tr key={version}>
                <Table.Th fw={400} scope="row">
                  {flowsTexts.version(version)}
                </Table.Th>
                <Table.Td ta="right">{finished}</Table.Td>
                <Table.Td ta="right">{success === null ? '' : shareText(success.share)}</Table.Td>
                <Table.Td>
                  {change === null
                    ? flowsTexts.noChange
                    : `${flowsTexts.changeText(SIGNED.format(change.difference * POINTS))}, ${
                        change.significant ? flowsTexts.changeSure : flowsTexts.changeUnsure
                      }`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
