export const keys = {
  title: 'Keys',
  everywhere: 'Everywhere',
  help: 'Show all keys',
  palette: 'Go to a page, or search',
  closes: 'closes what has opened, and leaves a text field',
  singleKeys: 'Keys without Ctrl',
  singleKeysWhy:
    'Off: only Enter, Escape and keys with Ctrl do something. For whom single keys get in the way.',
};
