/** The label of the condition that is taken when no other condition of the node fits. */
export const ANY_LABEL = 'any';

/** What two labels are compared by: `Yes ` and `yes` are the same condition. */
export function labelKey(label: string): string {
  return label.normalize('NFC').trim().toLowerCase();
}
