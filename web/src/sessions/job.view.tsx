import { Alert, List, Progress, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { knowledgeTexts, sessionsTexts } from '../texts/sessions-texts.js';
import { PagesOf } from '../ui/pages-of.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { DocumentResults } from './document-results.view.js';
import { hasEnded, jobDocumentsQuery, jobFaultsQuery, jobQuery, type Job } from './sessions.queries.js';
import classes from './sessions.module.css';

const ALL = 100;

/** How far an import is, what came of it, and which lines it could not use. */
export function JobView({ id, ofDocuments = false }: { id: string; ofDocuments?: boolean }) {
  const job = useQuery(jobQuery(useApi(), id));
  return (
    <QueryState query={job}>
      {(read) => (
        <Stack>
          <Section title={sessionsTexts.progress}>
            <Standing job={read} />
          </Section>
          {ofDocuments && <Documents job={read} />}
          {hasEnded(read) && <Faults id={id} />}
        </Stack>
      )}
    </QueryState>
  );
}

function Standing({ job }: { job: Job }) {
  const { status, total, counts, error } = job;
  const done = counts['lines'] ?? counts['documents'] ?? 0;
  const share = hasEnded(job) ? ALL : ((total ?? 0) > 0 ? done / (total ?? 1) : 0) * ALL;
  const names: Readonly<Record<string, string>> = sessionsTexts.counts;
  return (
    <Stack gap="xs">
      <Text role="status">{sessionsTexts.jobs[status]}</Text>
      <Progress
        value={share}
        aria-label={sessionsTexts.progress}
        color={status === 'failed' ? 'red' : 'blue'}
        size="lg"
      />
      <List size="sm">
        {Object.entries(counts).map(([name, count]) => (
          <List.Item key={name}>{`${count} ${names[name] ?? name}`}</List.Item>
        ))}
      </List>
      {error !== null && <Alert color="red">{error}</Alert>}
    </Stack>
  );
}

/** Each document with what it became; while the job runs there are more each time that they are read. */
function Documents({ job }: { job: Job }) {
  const documents = useInfiniteQuery(jobDocumentsQuery(useApi(), job));
  return (
    <Section title={knowledgeTexts.outcome}>
      <PagesOf query={documents} empty={hasEnded(job) ? knowledgeTexts.noOutcome : knowledgeTexts.reading}>
        {(items) => <DocumentResults documents={items} />}
      </PagesOf>
    </Section>
  );
}

function Faults({ id }: { id: string }) {
  const faults = useInfiniteQuery(jobFaultsQuery(useApi(), id));
  return (
    <Section title={sessionsTexts.faults}>
      <PagesOf query={faults} empty={sessionsTexts.noFaults}>
        {(items) => (
          <ul className={classes.list}>
            {items.map(({ line, detail }) => (
              <li key={line} className={classes.row}>
                <Text size="sm" className={classes.words}>
                  {sessionsTexts.line(line, detail)}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </PagesOf>
    </Section>
  );
}
