import type { FastifyInstance } from 'fastify';
import { escapeXml } from '../text/escape-xml.js';
import type { ProblemMeanings } from './problem-schemas.js';

/** Where a person reads what each code means: beside the description, which would be longer by a tenth for it. */
export const PROBLEM_PAGE = '/docs/problems';

/** With what stands in backticks as code. */
const asHtml = (text: string): string => escapeXml(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** Serves a page of all codes of problem documents, each of which can be linked to by its name. */
export function serveProblemPage(fastify: FastifyInstance, meanings: ProblemMeanings): void {
  const rows = Object.entries(meanings).map(
    ([code, [when]]) =>
      `<dt id="${code}"><a href="#${code}"><code>${code}</code></a></dt>\n<dd>${asHtml(when)}</dd>`,
  );
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>ResolutionFlow: what went wrong</title>
<h1>Codes of problem documents</h1>
<p>Every error is an <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem document with one of these as
its <code>code</code>. Which of them a route answers, and with which status, is in <a href="/docs">its description</a>.</p>
<dl>
${rows.join('\n')}
</dl>
`;
  fastify.get(PROBLEM_PAGE, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
