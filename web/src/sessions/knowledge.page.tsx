import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { knowledgeTexts } from '../texts/sessions-texts.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { ImportDocuments } from './import-documents.view.js';
import { JobView } from './job.view.js';
import { documentsQuery } from './sessions.queries.js';
import classes from './sessions.module.css';

const route = getRouteApi('/desk/knowledge');

/** Documents that flows were read from, and the way to import more. */
export function KnowledgePage() {
  const { q, job } = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useMe();
  const documents = useInfiniteQuery(documentsQuery(useApi(), q));
  const [words, setWords] = useTypedAddress(q ?? '', (typed) => {
    void navigate({
      search: (before) => ({ ...before, q: typed === '' ? undefined : typed }),
      replace: true,
    });
  });
  return (
    <Stack>
      <PageTitle>{knowledgeTexts.title}</PageTitle>
      <Section title={knowledgeTexts.importTitle}>
        <Stack>
          <Text size="sm">{knowledgeTexts.importWhy}</Text>
          {hasRole(role, 'engineer') ? (
            <ImportDocuments
              onJob={(id) => void navigate({ search: (before) => ({ ...before, job: id }), replace: true })}
            />
          ) : (
            <Alert color="gray">{knowledgeTexts.viewersOnly}</Alert>
          )}
          {job !== undefined && <JobView key={job} id={job} ofDocuments />}
        </Stack>
      </Section>
      <Section title={knowledgeTexts.documents}>
        <Stack>
          <TextInput
            type="search"
            size="xs"
            label={knowledgeTexts.find}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
            }}
          />
          <PagesOf query={documents} empty={knowledgeTexts.none}>
            {(items) => (
              <ul className={classes.list}>
                {items.map(({ id, name, procedure_count, created_at }) => (
                  <li key={id} className={classes.row}>
                    <TextLink to="/knowledge/$documentId" params={{ documentId: id }} fw={600}>
                      {name}
                    </TextLink>
                    <Text size="sm" c="dimmed">
                      {knowledgeTexts.procedures(procedure_count)} · <Moment at={created_at} />
                    </Text>
                  </li>
                ))}
              </ul>
            )}
          </PagesOf>
        </Stack>
      </Section>
    </Stack>
  );
}
