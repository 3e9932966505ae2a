import { Alert, List, Text } from '@mantine/core';
import type { components } from '../api/schema.gen.js';
import { knowledgeTexts, sessionsTexts } from '../texts/sessions-texts.js';
import { TextLink } from '../ui/link-button.js';
import classes from './sessions.module.css';

type Schemas = components['schemas'];
type Result = Schemas['KnowledgePreview'] | Schemas['KnowledgeOutcome'];

/** What comes, or came, of each document: its procedures, and its faults by their lines. */
export function DocumentResults({ documents }: { documents: readonly Result[] }) {
  return (
    <ul className={classes.list}>
      {documents.map(({ name, status, reason, procedures, faults, document_id }, index) => (
        // Two may have one name.
        <li key={`${index}:${name}`} className={classes.row}>
          <Text className={classes.words}>
            <Text span inherit fw={600}>
              {document_id === null ? (
                name
              ) : (
                <TextLink to="/knowledge/$documentId" params={{ documentId: document_id }} inherit>
                  {name}
                </TextLink>
              )}
            </Text>{' '}
            {knowledgeTexts.statuses[status]}
          </Text>
          {reason !== null && <Text size="sm">{reason}</Text>}
          <List size="sm">
            {procedures.map(({ title, decision, nodes, target_flow_id, reason: why }) => (
              <List.Item key={title}>
                <Text size="sm" className={classes.words}>
                  {`${title}: ${knowledgeTexts.decisions[decision]}, ${knowledgeTexts.steps(nodes)}. ${why}`}
                </Text>
                {target_flow_id !== null && (
                  <TextLink to="/flows/$flowId" params={{ flowId: target_flow_id }} size="sm">
                    {sessionsTexts.toFlow}
                  </TextLink>
                )}
              </List.Item>
            ))}
          </List>
          <DocumentFaults faults={faults} />
        </li>
      ))}
    </ul>
  );
}

export function DocumentFaults({ faults }: { faults: Result['faults'] }) {
  if (faults.length === 0) return null;
  return (
    <Alert color="yellow" mt="xs">
      <List size="sm">
        {faults.map(({ detail, span }) => (
          <List.Item key={`${span?.start_offset}:${detail}`}>
            {knowledgeTexts.fault(span?.start_line ?? null, detail)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
