import { bulk } from './en/bulk.js';
import { graph } from './en/graph.js';
import { home } from './en/home.js';
import { keys } from './en/keys.js';
import { review } from './en/review.js';
import { shell } from './en/shell.js';
import { signIn } from './en/sign-in.js';
import { states } from './en/states.js';
import { walk } from './en/walk.js';

/** English, what is loaded at first; one file a page. Further pages bring their words along: see `*-texts.ts`. */
export const en = { bulk, graph, home, keys, review, shell, signIn, states, walk };
