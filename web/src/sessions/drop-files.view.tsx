import '@mantine/dropzone/styles.css';
import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { texts } from '../texts/texts.js';

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
        <Dropzone.Accept>{texts.sessions.dropAccepted}</Dropzone.Accept>
        <Dropzone.Reject>{texts.sessions.dropRejected}</Dropzone.Reject>
      </Text>
    </Dropzone>
  );
}
