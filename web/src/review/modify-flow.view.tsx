import { Alert, List } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { ApiProblem } from '../api/problem.js';
import { faultsByPlace } from '../editor/edits.js';
import { FlowEditor } from '../editor/flow-editor.view.js';
import { useFlowEdits } from '../editor/use-flow-edits.js';
import { editorTexts } from '../texts/editor-texts.js';
import { texts } from '../texts/texts.js';
import { ConflictTables } from './proposal-preview.view.js';
import { editedPreviewQuery, type Proposal } from './review.queries.js';

/** Milliseconds without a key after which the server is asked whether it is sound. */
const PAUSE_MS = 500;

/** The proposed flow as a form, which is published as it was edited. */
export function ModifyFlow({
  proposal,
  isBusy,
  onPublish,
  onClose,
}: {
  proposal: Proposal;
  isBusy: boolean;
  /** @param done what forgets the edits, once the server has taken them */
  onPublish: (flow: Proposal['proposed_flow_data'], done: () => void) => void;
  onClose: () => void;
}) {
  const edits = useFlowEdits({
    name: `proposal.${proposal.id}`,
    document: proposal.proposed_flow_data,
    flowId: proposal.target_flow?.id ?? null,
    version: proposal.base_version,
  });
  const [asked] = useDebouncedValue(edits.edited, PAUSE_MS);
  const preview = useQuery({
    ...editedPreviewQuery(useApi(), proposal, asked),
    enabled: edits.isEdited,
    placeholderData: (before) => before,
  });
  const refused = preview.error instanceof ApiProblem ? preview.error : null;
  const { at, others } = faultsByPlace(asked, refused?.faults ?? preview.data?.faults ?? []);
  return (
    <FlowEditor
      edits={edits}
      faults={at}
      words={editorTexts.modify}
      isBusy={isBusy}
      focused
      onSend={(edited) => {
        onPublish(edited, edits.clear);
      }}
      onLeave={onClose}
    >
      {preview.data && preview.data.conflicts.length > 0 && (
        <ConflictTables conflicts={preview.data.conflicts} />
      )}
      {refused && refused.faults.length === 0 && <Alert color="red" title={refused.message} />}
      {others.length > 0 && (
        <Alert color="red" title={texts.review.faults}>
          <List size="sm">
            {others.map(({ pointer, detail }) => (
              <List.Item key={pointer + detail}>{`${pointer} ${detail}`}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </FlowEditor>
  );
}
