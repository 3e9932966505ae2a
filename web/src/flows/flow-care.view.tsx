import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Moment } from '../ui/moment.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { CareDialog, VerifyDialog } from './care-dialogs.view.js';
import { FlowFlags } from './flow-flags.view.js';
import { useFlowAct } from './flows.actions.js';
import { verificationQuery, type SeenFlow, type Verification } from './flows.queries.js';

/** Whose the flow is, whether it still holds, and what was flagged in it. */
export function FlowCare({ seen }: { seen: SeenFlow }) {
  const query = useQuery(verificationQuery(useApi(), seen.flow.id));
  return (
    <Stack>
      <Section title={flowsTexts.verification}>
        <QueryState query={query}>
          {(verification) => <Standing seen={seen} verification={verification} />}
        </QueryState>
      </Section>
      <FlowFlags flowId={seen.flow.id} />
    </Stack>
  );
}

function Standing({ seen, verification }: { seen: SeenFlow; verification: Verification }) {
  const { user, role } = useMe();
  const [dialog, setDialog] = useState<'verify' | 'care' | null>(null);
  const close = (): void => {
    setDialog(null);
  };
  const { owner, verified_by, verified_at, due_at, reasons, needs_verification_since } = verification;
  const mayCare =
    seen.flow.status === 'published' &&
    (hasRole(role, 'reviewer') || (owner?.id === user.id && hasRole(role, 'engineer')));
  return (
    <Stack gap="xs" align="flex-start">
      {needs_verification_since === null ? (
        <Text>{flowsTexts.holds}</Text>
      ) : (
        <>
          <Text fw={600}>{flowsTexts.needsVerification}</Text>
          <List size="sm">
            {reasons.map(({ code, since }) => (
              <List.Item key={code}>
                {flowsTexts.reasons[code]}, {flowsTexts.since} <Moment at={since} />
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="sm">
        {flowsTexts.verifiedBy(verified_by?.display_name ?? null)} · <Moment at={verified_at} />
      </Text>
      <Text size="sm">
        {flowsTexts.due}: {due_at === null ? flowsTexts.neverDue : <Moment at={due_at} />}
      </Text>
      <Text size="sm">{owner === null ? flowsTexts.noOwner : flowsTexts.ownedBy(owner.display_name)}</Text>
      {mayCare ? (
        <Group gap="xs">
          <Button
            size="xs"
            onClick={() => {
              setDialog('verify');
            }}
          >
            {flowsTexts.verify}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setDialog('care');
            }}
          >
            {flowsTexts.changeCare}
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {flowsTexts.ofCarers}
        </Text>
      )}
      {hasRole(role, 'reviewer') && seen.flow.status === 'published' && <Critical seen={seen} />}
      <VerifyDialog
        seen={seen}
        openFlags={verification.open_flags}
        opened={dialog === 'verify'}
        onClose={close}
      />
      {dialog === 'care' && <CareDialog seen={seen} verification={verification} onClose={close} />}
    </Stack>
  );
}

function Critical({ seen }: { seen: SeenFlow }) {
  const { role } = useMe();
  const intent = useFlowAct(seen, flowsTexts.done);
  return (
    <>
      <Checkbox
        label={flowsTexts.criticalMark}
        checked={seen.flow.critical}
        // Only an admin takes the mark away.
        disabled={intent.isPending || (seen.flow.critical && !hasRole(role, 'admin'))}
        onChange={(event) => {
          intent.run({ act: 'critical', body: { critical: event.currentTarget.checked } });
        }}
      />
      <IntentFailure intent={intent} />
    </>
  );
}
