import { Button, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { FlowDocument, FlowNode } from '../graph/outline.js';
import { editorTexts } from '../texts/editor-texts.js';
import { focusAtFirst } from '../ui/page-title.js';
import { stepsToConnect } from './edits.js';

/** One more way out of a step, to one that is found by its words. */
export function ConnectForm({
  flow,
  node,
  at,
  onConnect,
  onClose,
}: {
  flow: FlowDocument;
  node: FlowNode;
  /** Its place in the outline, from 1. */
  at: number;
  onConnect: (to: string, label: string) => void;
  onClose: () => void;
}) {
  const form = useForm<{ to: string | null; label: string }>({
    initialValues: { to: null, label: '' },
    validate: {
      to: (to) => (to === null ? editorTexts.connectWhere : null),
      label: (label) => (node.kind === 'question' && label.trim() === '' ? editorTexts.connectAnswer : null),
    },
  });
  return (
    <form
      aria-label={editorTexts.connectFrom(at)}
      onSubmit={form.onSubmit(({ to, label }) => {
        if (to !== null) onConnect(to, label.trim());
      })}
    >
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          label={editorTexts.connectIf}
          ref={focusAtFirst}
          {...form.getInputProps('label')}
        />
        <Select
          size="xs"
          style={{ flex: '1 1 220px' }}
          label={editorTexts.connectTo}
          searchable
          data={stepsToConnect(flow, node.id).map(({ id, text }) => ({ value: id, label: text || id }))}
          nothingFoundMessage={editorTexts.connectNothing}
          {...form.getInputProps('to')}
        />
        <Button type="submit" size="xs">
          {editorTexts.connectNow}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          {editorTexts.connectClose}
        </Button>
      </Group>
    </form>
  );
}
