/** What a document is called that has no title: `printers/offline_queue.md` -> `offline queue`. */
export function titleOfName(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return (
    file
      .replace(/\.\w{1,9}$/, '')
      .replace(/[-_]+/g, ' ')
      .trim() || 'Untitled'
  );
}
