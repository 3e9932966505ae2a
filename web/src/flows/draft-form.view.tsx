import { Alert, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { ApiProblem, isProblem, NotDelivered } from '../api/problem.js';
import { faultsByPlace, faultsLeft } from '../editor/edits.js';
import { FlowEditor } from '../editor/flow-editor.view.js';
import { useFlowEdits } from '../editor/use-flow-edits.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { clearDrafts, useFormDraft } from '../ui/draft.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { focusAtFirst } from '../ui/page-title.js';
import { useIntent } from '../ui/use-intent.js';
import { DraftFaults } from './draft-faults.view.js';
import { BLANK_FLOW, draftOf, type DraftWords } from './draft.js';
import { sendDraft } from './flows.actions.js';
import type { Flow } from './flows.queries.js';

const EMPTY: DraftWords = { title: '', description: '', domain: '', happened: '' };
const LONGEST = { title: 255, description: 20_000, domain: 100, happened: 20_000 } as const;
/** Members of what is sent, by the fields that they are typed in. */
const POINTERS = {
  title: '/title',
  description: '/description',
  domain: '/problem_domain',
  happened: '/session/resolution_summary',
} as const;

/** A flow, or a change of one, that somebody draws and proposes. */
export function DraftForm({ flow }: { flow: Flow | null }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const name = flow === null ? 'new' : `flow.${flow.id}`;
  const [words, change] = useFormDraft(`draw.${name}`, EMPTY);
  const edits = useFlowEdits({
    name,
    document: flow?.flow_data ?? BLANK_FLOW,
    flowId: flow?.id ?? null,
    version: flow?.version ?? null,
  });
  const intent = useIntent(
    async (body: ReturnType<typeof draftOf>, key) => {
      try {
        return await sendDraft(api, body, key);
      } catch (error) {
        // What was drawn is put on the flow as it is now.
        if (isProblem(error, 'flow_changed', 'flow_archived'))
          await queryClient.invalidateQueries({ queryKey: ['flows'] });
        throw error;
      }
    },
    ({ id }) => {
      edits.clear();
      clearDrafts(`draw.${name}`);
      void queryClient.invalidateQueries({ queryKey: ['proposals'] });
      announce(flowsTexts.drafted);
      void navigate({ to: '/review/$proposalId', params: { proposalId: id } });
    },
  );
  const { error, sent } = intent;
  const propose = (drawn: Flow['flow_data']): void => {
    const body = draftOf(drawn, words, flow);
    // Nobody knows whether it was taken: the same is sent as the same.
    if (error instanceof NotDelivered && JSON.stringify(body) === JSON.stringify(sent?.input)) intent.again();
    else intent.run(body);
  };
  const refused = error instanceof ApiProblem && error.faults.length > 0 ? error : null;
  const document = sent?.input.proposed_flow_data ?? edits.edited;
  const { at, others } = faultsByPlace(document, refused?.faults ?? []);
  const left = faultsLeft(at, document, edits.edited);
  const faultOf = (field: keyof DraftWords): string | undefined =>
    others.find(({ pointer }) => pointer === POINTERS[field])?.detail;
  const fieldOf = (field: keyof DraftWords) => ({
    value: words[field],
    maxLength: LONGEST[field],
    error: faultOf(field),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      change({ [field]: value });
    },
  });
  return (
    <Stack maw={900}>
      {flow === null ? (
        <TextInput
          required
          label={flowsTexts.flowTitle}
          description={flowsTexts.flowTitleHint}
          {...fieldOf('title')}
        />
      ) : (
        <TextInput required label={flowsTexts.changeTitle} {...fieldOf('title')} />
      )}
      <Textarea autosize label={flowsTexts.describedAs} {...fieldOf('description')} />
      {flow === null && <TextInput label={flowsTexts.domain} {...fieldOf('domain')} />}
      <Textarea
        autosize
        label={flowsTexts.happened}
        description={flowsTexts.happenedHint}
        {...fieldOf('happened')}
      />
      <FlowEditor
        edits={edits}
        faults={left}
        words={{ ...flowsTexts.draftWords, hint: flowsTexts.draftHint }}
        isBusy={intent.isPending}
        focused={false}
        onSend={propose}
        onLeave={() => {
          if (flow === null) void navigate({ to: '/flows' });
          else void navigate({ to: '/flows/$flowId', params: { flowId: flow.id } });
        }}
      >
        {refused !== null && (
          <DraftFaults
            key={sent?.key}
            flow={edits.edited}
            at={left}
            others={others}
            more={refused.moreFaults}
          />
        )}
        {isProblem(error, 'flow_changed') ? (
          <Alert
            key={sent?.key}
            color="yellow"
            role="alert"
            title={flowsTexts.draftMoved}
            tabIndex={-1}
            ref={focusAtFirst}
          >
            <Text size="sm">{flowsTexts.draftMovedHint}</Text>
          </Alert>
        ) : (
          refused === null && <IntentFailure intent={intent} />
        )}
      </FlowEditor>
    </Stack>
  );
}
