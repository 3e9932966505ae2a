import { Alert, Checkbox, List, Stack, Table, Text } from '@mantine/core';
import { sideText } from '../graph/side-text.js';
import { texts } from '../texts/texts.js';
import type { Preview, Proposal } from './review.queries.js';
import classes from './review.module.css';
import { shareText } from '../ui/share.js';

type Conflict = Preview['conflicts'][number];

/** What approving would publish, and what stands in its way. */
export function ProposalPreview({
  preview,
  proposal,
  acceptRegressions,
  onAccept,
}: {
  preview: Preview;
  proposal: Proposal;
  acceptRegressions: boolean;
  onAccept: (accepted: boolean) => void;
}) {
  const { faults, conflicts, replay, merged } = preview;
  const regressions = replay?.regressions ?? [];
  return (
    <Stack gap="xs">
      <Text size="sm">{publishedText(preview, proposal)}</Text>
      {merged && <Text size="sm">{texts.review.previewMerged}</Text>}
      {replay !== null && regressions.length === 0 && (
        <Text size="sm">{texts.review.previewReplay(replay.replayed)}</Text>
      )}
      {faults.length > 0 && (
        <Alert color="red" title={texts.review.faults}>
          <List size="sm">
            {faults.map(({ pointer, detail }) => (
              <List.Item key={pointer + detail}>{`${pointer} ${detail}`}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {conflicts.length > 0 && <ConflictTables conflicts={conflicts} />}
      {regressions.length > 0 && (
        <Alert color="yellow" title={texts.review.regressions(regressions.length)}>
          <List size="sm" mb="xs">
            {regressions.map(({ session_id, title, fitness_before, fitness_after }) => (
              <List.Item key={session_id}>
                {texts.review.regression(title, shareText(fitness_before), shareText(fitness_after))}
              </List.Item>
            ))}
          </List>
          <Checkbox
            size="sm"
            checked={acceptRegressions}
            onChange={(event) => {
              onAccept(event.currentTarget.checked);
            }}
            label={texts.review.acceptRegressions}
          />
        </Alert>
      )}
    </Stack>
  );
}

function publishedText(
  { current_version: version, flow_data, diff }: Preview,
  { target_flow, title }: Proposal,
) {
  if (version === null) return texts.review.previewNew;
  if (flow_data !== null && diff === null) return texts.review.previewNothing;
  return texts.review.previewNext(target_flow?.title ?? title, version + 1);
}

export function ConflictTables({ conflicts }: { conflicts: readonly Conflict[] }) {
  return (
    <Alert color="red" title={texts.review.conflicts(conflicts.length)}>
      {conflicts.map((conflict) => (
        <ConflictView key={JSON.stringify(conflict)} conflict={conflict} />
      ))}
    </Alert>
  );
}

/** What both started from, what is published now, and what the proposal has, side by side. */
function ConflictView({ conflict }: { conflict: Conflict }) {
  const { conflict: words, conflictReasons } = texts.review;
  return (
    <Table withRowBorders={false} captionSide="top" verticalSpacing={2}>
      <Table.Caption c="inherit" ta="left">
        {`${words[conflict.what]} ${conflictReasons[conflict.reason]}`}
      </Table.Caption>
      <Table.Tbody>
        {(['base', 'theirs', 'mine'] as const).map((side) => (
          <Table.Tr key={side}>
            <Table.Th scope="row" w={160}>
              {words[side]}
            </Table.Th>
            <Table.Td className={classes.words}>{sideText(conflict[side])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
