/** What a document is called that has no title: `printers/offline_queue.md` -> `Offline queue`. */
export function titleOfName(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  const words = file
    .replace(/\.\w{1,9}$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}
