import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PROJECT_ROOT } from '../project-root.js';

/**
 * The description of the API as `npm run openapi` wrote it. The build takes a part of it from types and comments, so the
 * file is what holds all of it wherever the code runs; `npm run check` sees to it that it is up to date.
 */
export function readDescription(): OpenAPIObject {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'openapi.json'), 'utf8')) as OpenAPIObject;
}
