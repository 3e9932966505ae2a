import { Select } from '@mantine/core';
import { texts } from '../texts/texts.js';

/** One of a few, by its name; none where all are meant. */
export function Choice<T extends string>({
  label,
  value,
  names,
  required = false,
  onChoose,
}: {
  label: string;
  value: T | undefined;
  names: Readonly<Record<T, string>>;
  /** One of them is always chosen. */
  required?: boolean;
  onChoose: (chosen: T | undefined) => void;
}) {
  const values = Object.keys(names) as T[];
  return (
    <Select
      label={label}
      size="xs"
      w={150}
      data={values.map((one) => ({ value: one, label: names[one] }))}
      value={value ?? null}
      placeholder={texts.states.any}
      clearable={!required}
      allowDeselect={!required}
      clearButtonProps={{ 'aria-label': texts.states.any }}
      onChange={(chosen) => {
        onChoose(values.find((one) => one === chosen));
      }}
    />
  );
}
