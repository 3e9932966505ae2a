import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { FlowOutline } from '../graph/flow-outline.view.js';
import { outlineOf } from '../graph/outline.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import {
  comparisonQuery,
  versionQuery,
  versionsQuery,
  type FlowVersionSummary,
  type SeenFlow,
} from './flows.queries.js';
import { RollbackDialog } from './rollback-dialog.view.js';
import classes from './flows.module.css';

const route = getRouteApi('/desk/flows/$flowId');

/** Every version, what each changed, and the way back to it. */
export function FlowVersions({ seen }: { seen: SeenFlow }) {
  const { flow } = seen;
  const { role } = useMe();
  const { version: chosen } = route.useSearch();
  const versions = useInfiniteQuery(versionsQuery(useApi(), flow.id));
  const [again, setAgain] = useState<number | null>(null);
  const mayPublish = hasRole(role, 'reviewer') && flow.status === 'published';
  return (
    <Stack>
      <PagesOf query={versions} empty="">
        {(items) => (
          <ol className={classes.list}>
            {items.map((version) => (
              <Version
                key={version.version}
                version={version}
                current={version.version === flow.version}
                onPublish={mayPublish && version.version !== flow.version ? setAgain : null}
              />
            ))}
          </ol>
        )}
      </PagesOf>
      {chosen !== undefined && chosen > 1 && <Comparison flowId={flow.id} to={chosen} />}
      <RollbackDialog
        key={again}
        seen={seen}
        version={again}
        onClose={() => {
          setAgain(null);
        }}
      />
    </Stack>
  );
}

function Version({
  version: { version, published_by_name, published_at, change_summary, proposal_id },
  current,
  onPublish,
}: {
  version: FlowVersionSummary;
  current: boolean;
  /** Null where it cannot be published again. */
  onPublish: ((version: number) => void) | null;
}) {
  const { role } = useMe();
  return (
    <li className={classes.row}>
      <Group gap="xs">
        <Text fw={600}>{flowsTexts.version(version)}</Text>
        {current && (
          <Badge variant="default" tt="none">
            {flowsTexts.current}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {flowsTexts.publishedBy(published_by_name)} · <Moment at={published_at} />
        </Text>
      </Group>
      {change_summary !== null && (
        <Text size="sm" className={classes.words}>
          {change_summary}
        </Text>
      )}
      <Group gap="xs" mt={4}>
        <LinkButton
          to="."
          search={(before) => ({ ...before, version, tab: undefined })}
          variant="default"
          size="compact-sm"
        >
          {flowsTexts.showOf(version)}
        </LinkButton>
        {version > 1 && (
          <LinkButton
            to="."
            search={(before) => ({ ...before, version })}
            replace
            resetScroll={false}
            variant="default"
            size="compact-sm"
            aria-label={flowsTexts.compare(version - 1, version)}
          >
            {flowsTexts.compareShort}
          </LinkButton>
        )}
        {onPublish && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              onPublish(version);
            }}
          >
            {flowsTexts.publishAgainOf(version)}
          </Button>
        )}
        {proposal_id !== null && hasRole(role, 'reviewer') && (
          <TextLink to="/review/$proposalId" params={{ proposalId: proposal_id }} size="sm">
            {flowsTexts.toProposal}
          </TextLink>
        )}
      </Group>
    </li>
  );
}

function Comparison({ flowId, to }: { flowId: string; to: number }) {
  const api = useApi();
  const comparison = useQuery(comparisonQuery(api, flowId, to - 1, to));
  const after = useQuery(versionQuery(api, flowId, to));
  const lines = useMemo(
    () => (after.data && comparison.data ? outlineOf(after.data.flow_data, comparison.data.diff) : []),
    [after.data, comparison.data],
  );
  return (
    <Section title={flowsTexts.compare(to - 1, to)}>
      <QueryState query={comparison}>
        {() => (
          <QueryState query={after}>
            {() => (
              <FlowOutline lines={lines} selected={undefined} scrollTo={false} onSelect={() => undefined} />
            )}
          </QueryState>
        )}
      </QueryState>
    </Section>
  );
}
