import { Anchor, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { ActDialog } from './act-dialog.view.js';
import { FlowBadges } from './flow-badges.view.js';
import type { SeenFlow } from './flows.queries.js';
import classes from './flows.module.css';

const EXPORTS = ['markdown', 'mermaid', 'json'] as const;
const DRAWINGS = ['svg', 'png'] as const;

/** Which flow it is, and what can be done with the whole of it. */
export function FlowHeader({ seen }: { seen: SeenFlow }) {
  const { flow } = seen;
  const { role } = useMe();
  const [asked, dialog] = useDisclosure();
  const inUse = flow.status === 'published';
  return (
    <Stack gap="xs">
      <TextLink to="/flows" size="sm">
        {flowsTexts.back}
      </TextLink>
      <Group justify="space-between" align="start">
        <PageTitle className={classes.words}>{flow.title}</PageTitle>
        <FlowBadges flow={flow} />
      </Group>
      {flow.description !== null && <Text className={classes.words}>{flow.description}</Text>}
      <Text size="sm" c="dimmed">
        {[
          ...(flow.problem_domain === null ? [] : [flow.problem_domain]),
          flowsTexts.version(flow.version),
          flowsTexts.publishedBy(flow.published_by_name),
        ].join(' · ')}
        {' · '}
        <Moment at={flow.published_at} />
      </Text>
      <Group gap="xs">
        {inUse && hasRole(role, 'engineer') && (
          <LinkButton to="/walk" search={{ q: flow.title }} size="xs">
            {flowsTexts.walk}
          </LinkButton>
        )}
        {inUse && hasRole(role, 'engineer') && (
          <LinkButton to="/flows/$flowId/change" params={{ flowId: flow.id }} variant="default" size="xs">
            {flowsTexts.drawChange}
          </LinkButton>
        )}
        <LinkButton to="/flows/$flowId/runbook" params={{ flowId: flow.id }} variant="default" size="xs">
          {flowsTexts.runbook}
        </LinkButton>
        <Files id={flow.id} />
        {hasRole(role, 'reviewer') && flow.merged_into === null && (
          <Button variant="default" size="xs" onClick={dialog.open}>
            {inUse ? flowsTexts.archive : flowsTexts.restore}
          </Button>
        )}
      </Group>
      <ActDialog
        seen={seen}
        opened={asked}
        onClose={dialog.close}
        title={inUse ? flowsTexts.archiveTitle : flowsTexts.restoreTitle}
        why={inUse ? flowsTexts.archiveWhy : flowsTexts.restoreWhy}
        send={inUse ? flowsTexts.archive : flowsTexts.restore}
        actOf={(notes) => ({ act: inUse ? 'archive' : 'restore', notes })}
      />
    </Stack>
  );
}

function Files({ id }: { id: string }) {
  return (
    <Popover trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs">
          {flowsTexts.files}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={flowsTexts.files}>
        <Stack gap="xs">
          {EXPORTS.map((format) => (
            <Anchor key={format} href={`/v1/flows/${id}/export?format=${format}`} size="sm">
              {flowsTexts.fileOf[format]}
            </Anchor>
          ))}
          {DRAWINGS.map((format) => (
            <Anchor key={format} target="_blank" href={`/v1/flows/${id}/diagram?format=${format}`} size="sm">
              {flowsTexts.fileOf[format]}
            </Anchor>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
