import { flows } from './en/flows.js';
import { graph } from './en/graph.js';
import { home } from './en/home.js';
import { keys } from './en/keys.js';
import { review } from './en/review.js';
import { knowledge, sessions } from './en/sessions.js';
import { shell } from './en/shell.js';
import { signIn } from './en/sign-in.js';
import { states } from './en/states.js';
import { walk } from './en/walk.js';

/** English; one file a page. */
export const en = { flows, graph, home, keys, knowledge, review, sessions, shell, signIn, states, walk };
