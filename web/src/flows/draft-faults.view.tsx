import { Alert, Anchor, List } from '@mantine/core';
import { useMemo } from 'react';
import type { Fault } from '../editor/edits.js';
import { answerFieldOf, fieldOf } from '../editor/line-form.view.js';
import { outlineOf, type FlowDocument } from '../graph/outline.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { texts } from '../texts/texts.js';
import { focusAtFirst } from '../ui/page-title.js';

/** What is to be mended before the flow can be proposed, each with the way to the step that it is about. */
export function DraftFaults({
  flow,
  at,
  others,
  more,
}: {
  flow: FlowDocument;
  /** By the ids of steps and ways. */
  at: ReadonlyMap<string, string[]>;
  /** Of no step and no way. */
  others: readonly Fault[];
  /** How many there are besides, which were not told. */
  more: number;
}) {
  const lines = useMemo(() => outlineOf(flow, null), [flow]);
  const rows = lines.flatMap(({ node, edge, again }, index) => [
    ...(edge === null ? [] : (at.get(edge.id) ?? [])).map((detail) => ({
      ...{ detail, number: index + 1 },
      field: answerFieldOf(edge?.id ?? ''),
    })),
    ...(again ? [] : (at.get(node.id) ?? [])).map((detail) => ({
      ...{ detail, number: index + 1 },
      field: fieldOf(node.id),
    })),
  ]);
  if (rows.length + others.length === 0) return null;
  return (
    <Alert
      color="red"
      role="alert"
      title={flowsTexts.draftFaults(rows.length + others.length + more)}
      tabIndex={-1}
      ref={focusAtFirst}
    >
      <List size="sm">
        {rows.map(({ detail, number, field }) => (
          <List.Item key={field + detail}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                document.getElementById(field)?.focus();
              }}
            >
              {flowsTexts.faultAt(number, detail)}
            </Anchor>
          </List.Item>
        ))}
        {others.map(({ pointer, detail }) => (
          <List.Item key={pointer + detail}>{flowsTexts.faultElsewhere(pointer, detail)}</List.Item>
        ))}
        {more > 0 && <List.Item>{texts.states.moreFaults(more)}</List.Item>}
      </List>
    </Alert>
  );
}
