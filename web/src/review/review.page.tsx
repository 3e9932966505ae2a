import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { useLiveEvents } from '../api/live-events.js';
import { outlineOf, stopsOf } from '../graph/outline.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { QueryState } from '../ui/query-state.js';
import { approvalOf, modificationOf, namesOf, neighbour, refusalOf, undoOf } from './decide.js';
import { DecisionBar, focusNotes, focusTitle } from './decision-bar.view.js';
import { DecisionFailure } from './decision-failure.view.js';
import { LastDecision } from './last-decision.view.js';
import { ProposalEditor } from './proposal-editor.js';
import { ProposalHeader, ProposalStanding } from './proposal-header.view.js';
import { ProposalHistory } from './proposal-history.view.js';
import { lineText } from '../graph/flow-outline.view.js';
import { ProposalFlow } from './proposal-flow.view.js';
import { ProposalPreview } from './proposal-preview.view.js';
import { ProposalSessions } from './proposal-sessions.view.js';
import { Refusal } from './refusal.view.js';
import { useReviewDraft } from './review.drafts.js';
import { reviewCommands, type ReviewAction } from './review.keys.js';
import {
  pendingQuery,
  previewQuery,
  proposalNowQuery,
  seenProposalQuery,
  type SeenProposal,
} from './review.queries.js';
import { Section } from '../ui/section.js';
import { UnsureLabels } from './unsure-labels.view.js';
import { useDecisions } from './use-decisions.js';

const route = getRouteApi('/desk/review/$proposalId');

export function ReviewPage() {
  useLiveEvents();
  const { proposalId } = route.useParams();
  const query = useQuery(seenProposalQuery(useApi(), proposalId));
  return (
    <QueryState query={query}>
      {(seen) => (
        <ProposalReview
          // Another proposal, or what became of it, is another page: its title has the focus.
          key={`${seen.proposal.id}:${seen.proposal.status}`}
          seen={seen}
          onShowNow={() => void query.refetch()}
        />
      )}
    </QueryState>
  );
}

/** One proposal, and all that is needed to decide on it. */
function ProposalReview({ seen, onShowNow }: { seen: SeenProposal; onShowNow: () => void }) {
  const { proposal } = seen;
  const api = useApi();
  const { user, role } = useMe();
  const { step, session, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const announce = useAnnounce();
  const draft = useReviewDraft(proposal.id);
  const decisions = useDecisions(seen, search);
  const [editing, setEditing] = useState(false);
  const [refusing, setRefusing] = useState<'reject' | 'dismiss' | null>(null);

  const isPending = proposal.status === 'pending';
  // Others read it, such as the engineer who drafted it.
  const decides = hasRole(role, 'reviewer');
  const now = useQuery(proposalNowQuery(api, proposal.id));
  const last = useQuery({
    ...proposalNowQuery(api, search.last ?? ''),
    enabled: search.last !== undefined && search.last !== proposal.id,
  });
  const waiting = useQuery(pendingQuery(api));
  const names = namesOf(proposal.unsure_labels, draft.names);
  const preview = useQuery({ ...previewQuery(api, proposal), enabled: isPending });

  const lines = useMemo(
    () => outlineOf(proposal.proposed_flow_data, proposal.proposed_diff),
    [proposal.proposed_flow_data, proposal.proposed_diff],
  );
  const stops = stopsOf(lines);
  const selected = lines.find(({ id }) => id === step) ?? stops[0];
  const sessions = proposal.supporting_sessions;
  const behind = sessions.find(({ id }) => id === session) ?? sessions[0];

  const select = (changed: { step?: string; session?: string; view?: 'drawing' | undefined }): void => {
    void navigate({
      search: (before) => ({ ...before, ...changed }),
      replace: true,
      resetScroll: false,
    });
  };
  const selectNode = (nodeId: string): void => {
    const line = lines.find(({ node }) => node.id === nodeId);
    if (line) select({ step: line.id });
  };
  const stepThrough = (by: 1 | -1): void => {
    const line = neighbour(stops, (stop) => stop === selected, by);
    if (!line) return;
    select({ step: line.id });
    announce(texts.review.changeShown(lineText(line), stops.indexOf(line) + 1, stops.length));
  };
  const stepSession = (by: 1 | -1): void => {
    const other = neighbour(sessions, (one) => one === behind, by);
    if (!other) return;
    select({ session: other.id });
    announce(other.title);
  };
  const showNow = (): void => {
    decisions.reset();
    onShowNow();
  };
  // What is undone: the decision that one looks at, else the last one.
  const undone = isPending ? last.data : now.data;
  const canUndo = undone !== undefined && undoOf(undone.status) !== null;
  const mine = now.data?.claim?.claimed_by === user.id;

  const acceptRegressions = draft.acceptRegressions && (preview.data?.replay?.regressions.length ?? 0) > 0;

  const handlers: Partial<Record<ReviewAction, () => void>> = {
    ...(isPending &&
      decides &&
      !editing && {
        approve: () => {
          decisions.decide(approvalOf({ notes: draft.notes, names, acceptRegressions }), draft.clear);
        },
        modify: () => {
          setEditing(true);
        },
        reject: () => {
          setRefusing('reject');
        },
        park: () => {
          setRefusing('dismiss');
        },
        skip: decisions.skip,
        claim: () => {
          decisions.changeClaim(mine ? 'renew' : 'claim');
        },
      }),
    ...(isPending && decides && { notes: focusNotes }),
    ...(!isPending && decides && { next: decisions.next }),
    ...(canUndo &&
      decides && {
        undo: () => {
          decisions.undo(undone);
        },
      }),
  };
  const moving: Partial<Record<ReviewAction, () => void>> = {
    nextChange: () => {
      stepThrough(1);
    },
    changeBefore: () => {
      stepThrough(-1);
    },
    ...(sessions.length > 1 && {
      nextSession: () => {
        stepSession(1);
      },
      sessionBefore: () => {
        stepSession(-1);
      },
    }),
    ...(!editing && {
      view: () => {
        select({ view: search.view === undefined ? 'drawing' : undefined });
      },
    }),
    leave: () => {
      setRefusing(null);
      focusTitle();
    },
  };
  // While one decision is on its way no other is made.
  useCommands(texts.review.keys, reviewCommands(decisions.isBusy ? moving : { ...handlers, ...moving }));

  return (
    <Stack>
      <ProposalHeader proposal={proposal} waiting={waiting.data} search={search} />
      {search.last !== undefined && search.last !== proposal.id && (
        <LastDecision id={search.last} search={search} />
      )}
      <ProposalStanding
        seen={proposal}
        now={now.data}
        at={now.dataUpdatedAt}
        userId={user.id}
        onShowNow={showNow}
        onClaim={decides ? decisions.changeClaim : undefined}
      />
      {isPending && (
        <Section title={texts.review.preview}>
          <QueryState query={preview}>
            {(data) => (
              <ProposalPreview
                preview={data}
                proposal={proposal}
                acceptRegressions={draft.acceptRegressions}
                onAccept={(acceptRegressions) => {
                  draft.change({ acceptRegressions });
                }}
              />
            )}
          </QueryState>
        </Section>
      )}
      {isPending && decides && (
        <UnsureLabels
          unsure={proposal.unsure_labels}
          names={draft.names}
          onName={(edgeId, label) => {
            draft.change({ names: { ...draft.names, [edgeId]: label } });
          }}
        />
      )}
      {editing ? (
        <ProposalEditor
          proposal={proposal}
          isBusy={decisions.isBusy}
          onClose={() => {
            setEditing(false);
            focusTitle();
          }}
          onPublish={(flow, done) => {
            const words = { notes: draft.notes, acceptRegressions: draft.acceptRegressions };
            decisions.decide(modificationOf(flow, proposal.base_version, words), () => {
              done();
              draft.clear();
            });
          }}
        />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ProposalFlow
            proposal={proposal}
            lines={lines}
            selected={selected}
            scrollTo={step !== undefined}
            view={search.view}
            sessionId={behind?.id}
            onSelect={({ id }) => {
              select({ step: id });
            }}
            onNode={selectNode}
            onView={(view) => {
              select({ view });
            }}
          />
          <ProposalSessions
            sessions={sessions}
            selected={behind}
            line={selected}
            onStep={stepSession}
            onNode={selectNode}
          />
        </SimpleGrid>
      )}
      <ProposalHistory events={proposal.events} events_total={proposal.events_total} />
      {decides && (
        <DecisionBar
          handlers={handlers}
          working={decisions.working}
          notes={draft.notes}
          onNotes={(text) => {
            draft.change({ notes: text });
          }}
        >
          {decisions.error !== null && (
            <DecisionFailure
              error={decisions.error}
              onResend={decisions.resend}
              onShowNow={showNow}
              onNext={decisions.next}
            />
          )}
          {refusing !== null && (
            <Refusal
              verb={refusing}
              proposal={proposal}
              onRefuse={(reason, duplicateOf) => {
                setRefusing(null);
                decisions.decide(refusalOf(refusing, reason, draft.notes, duplicateOf), draft.clear);
              }}
              onClose={moving.leave ?? focusTitle}
            />
          )}
        </DecisionBar>
      )}
    </Stack>
  );
}
