import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { knowledgeTexts, sessionsTexts } from '../texts/sessions-texts.js';
import { texts } from '../texts/texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { TextLink } from '../ui/link-button.js';
import { PageTitle } from '../ui/page-title.js';
import { Section } from '../ui/section.js';
import { useIntent } from '../ui/use-intent.js';
import { DropFiles } from './drop-files.view.js';
import { JobView } from './job.view.js';
import { lookAtNdjson, type NdjsonLook } from './read-ndjson.js';
import classes from './sessions.module.css';

const route = getRouteApi('/desk/sessions/import');
/** Bytes of a file that are looked at before it is sent. */
const LOOKED_AT = 1_000_000;
const SIZE = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
const KILO = 1_000;
const FAULTS_SHOWN = 10;

interface ChosenFile {
  file: File;
  look: NdjsonLook;
}

/** A file of sessions: looked at, sent, and followed until it is in. */
export function ImportSessionsPage() {
  const { role } = useMe();
  const { job } = route.useSearch();
  return (
    <Stack maw={860}>
      <TextLink to="/sessions" size="sm">
        {sessionsTexts.back}
      </TextLink>
      <PageTitle>{sessionsTexts.importTitle}</PageTitle>
      <Text>{sessionsTexts.importWhy}</Text>
      {hasRole(role, 'engineer') ? (
        <Upload />
      ) : (
        <Alert color="gray" title={texts.states.forbidden}>
          {knowledgeTexts.viewersOnly}
        </Alert>
      )}
      {job !== undefined && <JobView key={job} id={job} />}
    </Stack>
  );
}

function Upload() {
  const api = useApi();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const upload = useIntent(
    // Sessions that are there already are left alone: the same file may be sent again.
    (file: File) =>
      dataOf(
        api.POST('/v1/ai-sessions/import', {
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'content-type': 'application/x-ndjson' },
        }),
      ),
    ({ id }) => {
      setChosen(null);
      void navigate({ search: { job: id }, replace: true });
    },
  );
  if (chosen === null)
    return (
      <DropFiles
        label={sessionsTexts.drop}
        multiple={false}
        onFiles={([file]) => {
          if (!file) return;
          void navigate({ search: {}, replace: true });
          void file
            .slice(0, LOOKED_AT)
            .text()
            .then((text) => {
              upload.reset();
              setChosen({ file, look: lookAtNdjson(text, file.size <= LOOKED_AT) });
            });
        }}
      />
    );
  const { file, look } = chosen;
  return (
    <Section
      title={`${sessionsTexts.fileOf(file.name, SIZE.format(file.size / KILO))}, ${sessionsTexts.looksLike(look.lines, look.cut)}`}
    >
      <Stack>
        {look.lines === 0 && <Text role="status">{sessionsTexts.emptyFile}</Text>}
        {look.titles.length > 0 && (
          <div>
            <Text size="sm">{sessionsTexts.firstSessions}</Text>
            <List size="sm">
              {look.titles.map((title, index) => (
                <List.Item key={index} className={classes.words}>
                  {title}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        {look.faults.length > 0 && (
          <Alert color="yellow" title={sessionsTexts.faultyLines}>
            <List size="sm">
              {look.faults.slice(0, FAULTS_SHOWN).map(({ line, detail }) => (
                <List.Item key={line}>{sessionsTexts.line(line, detail)}</List.Item>
              ))}
              {look.faults.length > FAULTS_SHOWN && (
                <List.Item>{texts.states.moreFaults(look.faults.length - FAULTS_SHOWN)}</List.Item>
              )}
            </List>
          </Alert>
        )}
        <IntentFailure intent={upload} />
        <Group>
          <Button
            loading={upload.isPending}
            disabled={look.lines === 0}
            onClick={() => {
              upload.run(file);
            }}
          >
            {sessionsTexts.send}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setChosen(null);
            }}
          >
            {sessionsTexts.otherFile}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
