import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PROJECT_ROOT } from '../kernel/project-root.js';

const FOLDER = join(PROJECT_ROOT, 'dist', 'web');
const YEAR_SECONDS = 365 * 86_400;
/** What is no page, whatever a browser accepts. */
const NO_PAGES = /^\/(v1|docs|docs-json|docs-yaml|health|assets|mcp|\.well-known)(\/|$)/;
const NONCE = '%CSP_NONCE%';
const NONCE_BYTES = 18;

/** Where `npm run build` puts the pages; null where they were not built. */
export function builtDesk(): string | null {
  return existsSync(join(FOLDER, 'index.html')) ? FOLDER : null;
}

/**
 * Serves the web application: its files under `/assets/`, which are named by their content and kept for ever, and its one
 * HTML page to every browser that opens an address of none else. Which page it is says the address, in the browser.
 * @param folder what Vite built
 */
export async function serveDesk(fastify: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await fastify.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    // One route a file, so that what is not there is answered as anywhere else.
    wildcard: false,
    index: false,
    decorateReply: false,
    maxAge: YEAR_SECONDS * 1_000,
    immutable: true,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!opensPage(request)) {
      done();
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    void reply
      .header('content-security-policy', policyWith(nonce))
      .header('cache-control', 'no-cache')
      .header('vary', 'Accept')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE, nonce));
  });
}

/** Whether a browser opens an address, rather than a program that asks for one. */
function opensPage({ method, url, headers, is404 }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path = '/'] = url.split('?');
  if (path === '/') return true;
  return is404 && !NO_PAGES.test(path) && (headers.accept ?? '').includes('text/html');
}

/** No script but the program's own, no style but its own and those that its components add under the nonce. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
