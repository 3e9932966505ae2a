import { ColorSwatch, Group, Progress, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { weeksQuery } from './home.queries.js';
import { OUTCOMES, weeksOf, type Outcome, type Week } from './weeks.js';

const ALL = 100;
const COLOURS: Record<Outcome, string> = {
  approved: 'green',
  modified: 'blue',
  rejected: 'red',
  dismissed: 'gray',
};
const FORMAT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What was decided about the flywheel's proposals, week by week: bars, and the same in words beside them. */
export function LearnedByWeek() {
  const query = useQuery(weeksQuery(useApi()));
  return (
    <Section title={texts.home.byWeek}>
      <QueryState query={query}>
        {({ by_week }) => {
          const weeks = weeksOf(by_week);
          return weeks.length === 0 ? <Text>{texts.home.noWeeks}</Text> : <Weeks weeks={weeks} />;
        }}
      </QueryState>
    </Section>
  );
}

function Weeks({ weeks }: { weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map(({ decided }) => decided));
  return (
    <>
      <Group gap="sm" mb="xs" aria-hidden>
        {OUTCOMES.map((outcome) => (
          <Group key={outcome} gap={4}>
            <ColorSwatch color={`var(--mantine-color-${COLOURS[outcome]}-filled)`} size={12} />
            <Text size="xs">{texts.home.weekRows[outcome]}</Text>
          </Group>
        ))}
      </Group>
      <Table verticalSpacing={4} withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{texts.home.weekOf}</Table.Th>
            <Table.Th scope="col">{texts.home.decided}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map((week) => (
            <Table.Tr key={week.monday}>
              <Table.Th scope="row" fw={400} w={90}>
                {FORMAT.format(new Date(week.monday))}
              </Table.Th>
              <Table.Td>
                {/* The words below say the same. */}
                <Progress.Root size="lg" aria-hidden>
                  {OUTCOMES.map((outcome) => (
                    <Progress.Section
                      key={outcome}
                      value={(week[outcome] / most) * ALL}
                      color={COLOURS[outcome]}
                    />
                  ))}
                </Progress.Root>
                <Text size="xs">{wordsOf(week)}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function wordsOf(week: Week): string {
  if (week.decided === 0) return texts.home.noneDecided;
  return OUTCOMES.filter((outcome) => week[outcome] > 0)
    .map((outcome) => `${week[outcome]} ${texts.home.weekRows[outcome]}`)
    .join(', ');
}
