import { Alert, Group, Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { isUnderWay } from './delivery.js';
import { TicketNoteDialog } from './ticket-note-dialog.js';
import { ticketText } from './ticket.js';
import { useWalkSteps } from './use-walk-steps.js';
import { WalkDelivery } from './walk-delivery.view.js';
import { WalkEnded } from './walk-ended.view.js';
import { WalkHeader } from './walk-header.view.js';
import { WalkNow } from './walk-now.js';
import { WalkPath } from './walk-path.view.js';
import { stepsBackTo } from './walked.js';
import classes from './walk.module.css';
import { walkQuery, type Walk } from './walk.queries.js';

const route = getRouteApi('/desk/walk/$walkId');

/** One walk: where it stands, what leads on, and what was said and done so far. */
export function WalkPage() {
  const { walkId } = route.useParams();
  const { data: walk } = useSuspenseQuery(walkQuery(useApi(), walkId));
  const { user, role } = useMe();
  const steps = useWalkSteps(walkId);
  const [noteOpened, setNoteOpened] = useState(false);
  const mayWrite = hasRole(role, 'engineer');
  const mayGoOn = mayWrite && (walk.technician_id === user.id || hasRole(role, 'reviewer'));
  const active = walk.status === 'active';
  const { delivery, send } = steps;
  const openNote = () => {
    setNoteOpened(true);
  };
  return (
    <Stack>
      <WalkHeader walk={walk} />
      <Resumed walk={walk} />
      {active && !mayGoOn && <Alert color="gray">{texts.walk.onlyLook(walk.technician_name)}</Alert>}
      <div className={classes.page}>
        <div className={classes.now}>
          {active ? (
            <WalkNow walk={walk} steps={steps} mayGoOn={mayGoOn} onCopyNote={openNote} />
          ) : (
            <Stack>
              <WalkEnded
                walk={walk}
                disabled={isUnderWay(delivery)}
                onCopyNote={openNote}
                {...(mayWrite && {
                  onConfirm: () => {
                    send({ verb: 'confirm', body: { version: walk.version } }, texts.walk.ended.confirm);
                  },
                  onReopen: () => {
                    send({ verb: 'reopen', body: { version: walk.version } }, texts.walk.ended.reopen);
                  },
                })}
              />
              <WalkDelivery delivery={delivery} />
            </Stack>
          )}
        </div>
        <WalkPath
          path={walk.walked_path}
          {...(active &&
            mayGoOn && {
              onBackTo: ({ seq, step, text }) => {
                const times = stepsBackTo(walk.walked_path, seq);
                const label = texts.walk.backToHereOf(step?.text ?? text);
                send({ verb: 'back', body: { version: walk.version }, times }, label);
              },
            })}
        />
      </div>
      <TicketNoteDialog
        walk={walk}
        opened={noteOpened}
        onClose={() => {
          setNoteOpened(false);
        }}
      />
    </Stack>
  );
}

/** Said to whoever came by a ticket's link and was led to the walk that was open for it. */
function Resumed({ walk }: { walk: Walk }) {
  const { resumed } = route.useSearch();
  if (!resumed || walk.linked_ticket_id === null) return null;
  const ticket = ticketText({ kind: walk.linked_ticket_kind ?? 'psa', id: walk.linked_ticket_id });
  return (
    <Alert color="blue">
      <Group gap="xs">
        {texts.walk.resumed}
        <TextLink to="/walk" search={{ ticket, q: walk.problem ?? undefined, beside: true }}>
          {texts.walk.beginBeside}
        </TextLink>
      </Group>
    </Alert>
  );
}
