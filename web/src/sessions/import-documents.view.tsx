import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf, type Api } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import type { components } from '../api/schema.gen.js';
import { knowledgeTexts } from '../texts/sessions-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { QueryState } from '../ui/query-state.js';
import { useIntent } from '../ui/use-intent.js';
import { DropFiles } from './drop-files.view.js';
import { DocumentResults } from './document-results.view.js';
import { shownAtOnce } from './shown-at-once.js';
import { previewQuery, type ReadDocument } from './sessions.queries.js';

type Imported = components['schemas']['KnowledgeOutcomes'] | components['schemas']['Job'];

const MOST_DOCUMENTS = 500;
const LONGEST_DOMAIN = 100;
const PAUSE_MS = 400;

async function send(
  api: Api,
  { documents, domain }: { documents: readonly ReadDocument[]; domain: string },
  key: string,
): Promise<Imported> {
  const body = { documents: [...documents], problem_domain: domain === '' ? null : domain };
  const params = { header: { 'Idempotency-Key': key } };
  return (await dataOf(api.POST('/v1/knowledge/import', { params, body }))) as Imported;
}

/** Documents that were dropped: what would come of them, and what came. */
export function ImportDocuments({ onJob }: { onJob: (id: string) => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [documents, setDocuments] = useState<readonly ReadDocument[]>([]);
  const [domain, setDomain] = useState('');
  const [tooMany, setTooMany] = useState(false);
  const intent = useIntent(
    (input: { documents: readonly ReadDocument[]; domain: string }, key) => send(api, input, key),
    (imported) => {
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
      if (!('id' in imported)) return;
      setDocuments([]);
      onJob(imported.id);
    },
  );
  const startOver = (): void => {
    intent.reset();
    setDocuments([]);
  };
  const outcomes = intent.data && 'documents' in intent.data ? intent.data.documents : null;
  if (documents.length === 0)
    return (
      <>
        <DropFiles
          label={knowledgeTexts.drop}
          multiple
          onFiles={(files) => {
            setTooMany(files.length > MOST_DOCUMENTS);
            if (files.length > MOST_DOCUMENTS) return;
            void Promise.all(
              files.map(async (file) => ({ name: file.name, content: await file.text() })),
            ).then((read) => {
              intent.reset();
              setDocuments(read);
            });
          }}
        />
        {tooMany && <Alert color="red">{knowledgeTexts.tooManyFiles(MOST_DOCUMENTS)}</Alert>}
      </>
    );
  if (outcomes)
    return (
      <Stack>
        <Text fw={600} role="status">
          {knowledgeTexts.outcome}
        </Text>
        <DocumentResults documents={outcomes} />
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={startOver}>
          {knowledgeTexts.startOver}
        </Button>
      </Stack>
    );
  return (
    <Stack>
      <TextInput
        label={knowledgeTexts.domain}
        value={domain}
        maxLength={LONGEST_DOMAIN}
        onChange={(event) => {
          setDomain(event.currentTarget.value);
        }}
      />
      <Preview documents={documents} domain={domain.trim()} />
      <IntentFailure intent={intent} />
      <Group>
        <Button
          loading={intent.isPending}
          onClick={() => {
            intent.run({ documents, domain: domain.trim() });
          }}
        >
          {knowledgeTexts.send}
        </Button>
        <Button variant="default" onClick={startOver}>
          {knowledgeTexts.startOver}
        </Button>
      </Group>
    </Stack>
  );
}

function Preview({ documents, domain }: { documents: readonly ReadDocument[]; domain: string }) {
  const shown = shownAtOnce(documents);
  const [asked] = useDebouncedValue(domain, PAUSE_MS);
  const preview = useQuery({
    ...previewQuery(useApi(), shown, asked),
    enabled: shown.length > 0,
    placeholderData: (before) => before,
  });
  return (
    <Stack gap="xs">
      <Text fw={600}>{knowledgeTexts.preview}</Text>
      {shown.length < documents.length && <Text size="sm">{knowledgeTexts.tooMany(shown.length)}</Text>}
      {shown.length > 0 && (
        <QueryState query={preview}>{(read) => <DocumentResults documents={read.documents} />}</QueryState>
      )}
    </Stack>
  );
}
