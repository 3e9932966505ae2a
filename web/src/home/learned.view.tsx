import { List, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useApi } from '../api/desk-context.js';
import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { shareText } from '../ui/share.js';
import { impactsQuery, weekQuery } from './home.queries.js';

type Publication = components['schemas']['PublicationImpact'];

const POINTS = 100;
const SIGNED = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });

/** What became of what the flywheel proposed. */
export function Week() {
  const query = useQuery(weekQuery(useApi()));
  const names = texts.home.weekRows;
  return (
    <Section title={texts.home.week}>
      <QueryState query={query}>
        {({ decisions: { by_outcome }, auto_reinforced }) => {
          const { approved, modified, rejected, dismissed } = by_outcome;
          const counts = { approved, modified, rejected, dismissed, reinforced: auto_reinforced.since };
          const rows = Object.entries(counts).filter(([, count]) => count > 0);
          if (rows.length === 0) return <Text>{texts.home.noWeek}</Text>;
          return (
            <List>
              {rows.map(([name, count]) => (
                <List.Item key={name}>{`${count} ${names[name as keyof typeof names]}`}</List.Item>
              ))}
            </List>
          );
        }}
      </QueryState>
    </Section>
  );
}

/** Whether the walks since go better than those before. */
export function Helped() {
  const query = useQuery(impactsQuery(useApi()));
  return (
    <Section title={texts.home.helped}>
      <QueryState query={query}>
        {(impacts) =>
          impacts.length === 0 ? (
            <Text>{texts.home.noHelped}</Text>
          ) : (
            <List>
              {impacts.map(({ proposal_id, publication }) => (
                <List.Item key={proposal_id}>
                  <TextLink
                    to="/flows/$flowId"
                    params={{ flowId: publication.flow_id }}
                    search={{ tab: 'figures' }}
                  >
                    {`${publication.flow_title}, ${texts.home.version(publication.version)}`}
                  </TextLink>
                  <Text size="sm" c="dimmed">
                    {helpedText(publication)}
                  </Text>
                  <Compared publication={publication} />
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryState>
    </Section>
  );
}

/** How many walks were solved before and since: bars, and what they show in words. */
function Compared({ publication: { before, after } }: { publication: Publication }) {
  const sides = [
    { figures: before, text: texts.home.solvedBefore, color: 'gray' },
    { figures: after, text: texts.home.solvedSince, color: 'green' },
  ];
  return sides.map(({ figures, text, color }) =>
    figures?.success ? (
      <Fragment key={color}>
        <Progress value={figures.success.share * POINTS} color={color} mt={4} aria-hidden />
        <Text size="xs">{text(shareText(figures.success.share), figures.finished)}</Text>
      </Fragment>
    ) : null,
  );
}

function helpedText({ change, after }: Publication): string {
  if (change === null) return texts.home.helpedUnknown(after.walks);
  return texts.home.helpedBy(SIGNED.format(change.difference * POINTS), change.significant);
}
