import { Alert, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import { focusAtFirst } from '../ui/page-title.js';
import { refusalsOf, resultText, type BulkResult } from './bulk.js';

/** How far it is; a job says so. */
export function BulkProgress({ job, text }: { job: components['schemas']['Job'] | undefined; text: string }) {
  if (job?.status === 'failed')
    return (
      <Alert color="red" title={texts.bulk.failed}>
        {job.error}
      </Alert>
    );
  const total = job?.total ?? null;
  const processed = job?.counts.processed ?? 0;
  return (
    <Stack gap="xs">
      <Text tabIndex={-1} ref={focusAtFirst}>
        {text}
      </Text>
      {total !== null && (
        <>
          <Progress value={total === 0 ? 100 : (100 * processed) / total} aria-label={text} />
          <Text size="sm">{texts.bulk.progress(processed, total)}</Text>
        </>
      )}
    </Stack>
  );
}

/** What would come of it, or what came of it. */
export function BulkResultView({
  result,
  onUndo,
}: {
  result: BulkResult;
  /** Null where there is nothing to take back. */
  onUndo: (() => void) | null;
}) {
  const { dry_run, refused, reverted_left_out, items } = result;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600} tabIndex={-1} ref={focusAtFirst}>
          {resultText(result)}
        </Text>
        {onUndo !== null && (
          <Button variant="default" size="xs" onClick={onUndo}>
            {texts.bulk.undo}
          </Button>
        )}
      </Group>
      {refused > 0 && (
        <>
          <Text size="sm">{dry_run ? texts.bulk.wouldRefuse(refused) : texts.bulk.refused(refused)}</Text>
          <List size="sm">
            {refusalsOf(items).map(({ detail, titles }) => (
              <List.Item key={detail}>{`${titles.join(', ')}: ${detail}`}</List.Item>
            ))}
          </List>
        </>
      )}
      {reverted_left_out > 0 && <Text size="sm">{texts.bulk.leftOut(reverted_left_out)}</Text>}
    </Stack>
  );
}
