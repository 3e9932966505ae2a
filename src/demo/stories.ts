import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../kernel/project-root.js';
import type { DemoStory } from './story.js';

/**
 * The demo account: a managed service provider of two teams. In six chapters it comes to hold every type, status and
 * source of proposal, flows of up to three versions, walks of every kind and a flow to verify, and ends with a queue in
 * which every kind is left to review.
 */
export const LARKFIELD = readStory('larkfield');

/**
 * A second, smaller account with some of the first one's problems in the same words, and some of its external ids:
 * whatever leaks from one account into the other shows.
 */
export const HARBOR_TECH = readStory('harbor-tech');

/** The fixtures are a part of the program; `story.spec.ts` says what has to hold of them. */
function readStory(name: string): DemoStory {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'fixtures', `${name}.json`), 'utf8')) as DemoStory;
}
