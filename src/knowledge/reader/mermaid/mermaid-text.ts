const NAMED: Record<string, string> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
  num: '#',
};

/** The lines of a label: breaks by tag or by `\n`, entity codes read, marks of Markdown strings left out. */
export function labelLines(raw: string): string[] {
  const text = raw.trim().replace(/^"([^]*)"$/, '$1');
  const isMarkdown = /^`[^]*`$/.test(text.trim());
  const inner = isMarkdown
    ? text
        .trim()
        .slice(1, -1)
        .replace(/\*\*|__/g, '')
    : text;
  return inner
    .split(/<br\s*\/?>|\\n|\n/i)
    .map((line) => decoded(line.replace(/<\/?(?:b|i|u|em|strong|small|code|span|p)(?:\s[^<>]*)?>/gi, '')))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** Entity codes as Mermaid writes them, `#35;` and `#quot;`, and as HTML does. */
function decoded(text: string): string {
  return text.replace(
    /[#&]#?(?:(\d{1,7})|x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, digits?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = digits === undefined ? Number.parseInt(hex ?? '', 16) : Number(digits);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The title of a front matter, which may be a quoted scalar of YAML. */
export function titleOf(frontMatter: string): string | null {
  const [, value] = /^title:\s*(.+?)\s*$/m.exec(frontMatter) ?? [];
  if (value === undefined) return null;
  if (!value.startsWith('"')) return value.replace(/^'(.*)'$/, '$1');
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
}
