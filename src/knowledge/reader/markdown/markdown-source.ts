import type { ListItem, Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Span } from '../procedure.js';
import type { SourceText } from '../source-text.js';

const MARKDOWN = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']);

/** The syntax tree of a Markdown text: CommonMark, GitHub's extensions and front matter. */
export function parseMarkdown(source: SourceText): Root {
  return MARKDOWN.parse(source.parsed);
}

/** Where a part of the tree stands in the text. */
export function spanOf(node: Nodes, source: SourceText): Span {
  const { start, end } = node.position ?? {};
  return source.span(start ? source.offsetAt(start) : 0, end ? source.offsetAt(end) : source.text.length);
}

/** The words of a paragraph or heading: code keeps its ticks, a link to the web its address. */
export function wordsOf(node: { children: readonly PhrasingContent[] }): string {
  return node.children
    .map(inlineText)
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** The lines of a paragraph as they are written. */
export function linesOf({ children }: Paragraph): string[] {
  const text = children.map((node) => (node.type === 'text' ? node.value : inlineText(node))).join('');
  return text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
}

function inlineText(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s*\n\s*/g, ' ');
    case 'inlineCode':
      return `\`${node.value}\``;
    case 'break':
      return '\n';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'html':
      return /^<br/i.test(node.value) ? '\n' : '';
    case 'footnoteReference':
      return '';
    case 'link': {
      const words = wordsOf(node);
      return /^https?:/.test(node.url) && words !== node.url ? `${words} (${node.url})` : words;
    }
    default:
      return wordsOf(node);
  }
}

/** The words of any block, list items one a line. */
export function blockText(node: RootContent): string {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return wordsOf(node);
    case 'code':
      return codeText(node);
    case 'list':
      return node.children
        .map((item, index) => {
          const mark = node.ordered ? `${(node.start ?? 1) + index}.` : '-';
          const words = item.children.map(blockText).join('\n').replaceAll('\n', '\n  ');
          return `${mark} ${words}`;
        })
        .join('\n');
    case 'blockquote':
      return node.children.map(blockText).join('\n');
    case 'table':
      return node.children.map((row) => row.children.map((cell) => wordsOf(cell)).join(' | ')).join('\n');
    default:
      return '';
  }
}

export function codeText({ lang, value }: { lang?: string | null; value: string }): string {
  return `\`\`\`${lang ?? ''}\n${value}\n\`\`\``;
}

/** The words that an item of a list begins with. */
export function firstWords({ children: [first] }: ListItem): string {
  return first?.type === 'paragraph' ? wordsOf(first) : '';
}
