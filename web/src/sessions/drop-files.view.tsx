import '@mantine/dropzone/styles.css';
import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { sessionsTexts } from '../texts/sessions-texts.js';

/** Where files are dropped, or chosen by whoever has no mouse. */
export function DropFiles({
  label,
  multiple,
  onFiles,
}: {
  label: string;
  multiple: boolean;
  onFiles: (files: File[]) => void;
}) {
  return (
    <Dropzone
      onDrop={onFiles}
      multiple={multiple}
      p="xl"
      inputProps={{ 'aria-label': label }}
      // Which files are sound is said when they have been read, beside what is wrong with them.
      accept={undefined}
    >
      <Text ta="center">
        <Dropzone.Idle>{label}</Dropzone.Idle>
        <Dropzone.Accept>{sessionsTexts.dropAccepted}</Dropzone.Accept>
        <Dropzone.Reject>{sessionsTexts.dropRejected}</Dropzone.Reject>
      </Text>
    </Dropzone>
  );
}
