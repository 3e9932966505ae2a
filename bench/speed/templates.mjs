import { diffFlowDocuments } from '../../dist/src/flows/document/diff-flow-documents.js';
import { indexTerms } from '../../dist/src/search/text/index-terms.js';
import { wordsOf } from '../../dist/src/search/text-search.js';
import { flowOf, randomFrom, sessionOf } from '../synthetic-flows.mjs';

/** Nodes of a flow, which is a binary tree; a session walks one way through it. */
const NODES = 7;

/**
 * What the rows of the data set are made of, drawn by the seed: flow number t, a session that walks it, what that
 * session is as a flow of its own, and the same flow with a branch more.
 */
export function templatesOf(count, seed) {
  return Array.from({ length: count }, (_, t) => templateOf(t, seed));
}

function templateOf(t, seed) {
  const flow = flowOf(seed * 1_000_000 + t, NODES);
  const session = sessionOf(flow, seed * 1_000_000 + t);
  const own = { title: session.title, document: pathOf(session.steps) };
  const branch = {
    title: `${flow.title}: another cause`,
    document: withBranch(flow.document, session.steps),
  };
  const diff = diffFlowDocuments(flow.document, branch.document, 1);
  return {
    t,
    flow: { ...indexed(flow), title: flow.title, document: flow.document },
    own: { ...indexed(own), ...own },
    branch: { ...indexed(branch), ...branch, diff },
    session: {
      title: session.title,
      words: wordsOf([session.title]),
      steps: session.steps,
      transcript: transcriptOf(session, randomFrom(t)),
      alignment: session.steps.map((_, step) => ({
        step,
        node_id: `s${step}`,
        move: 'synchronous',
        score: 0.9,
      })),
      explanation: explanationOf(session),
    },
  };
}

function indexed({ title, document }) {
  const texts = document.nodes.map(({ text }) => text);
  const terms = [...indexTerms({ title, texts })];
  return { terms, words: wordsOf([title, 'bench', ...texts]) };
}

/** A session's steps as a flow: one after another. */
function pathOf(steps) {
  const nodes = steps.map(({ kind, text }, i) => ({ id: `s${i}`, kind, text }));
  const edges = nodes.slice(1).map(({ id }, i) => edgeTo(id, nodes[i].id, `t${i}`));
  return { schema_version: 1, entries: ['s0'], nodes, edges };
}

function withBranch(document, steps) {
  const from = document.nodes[0].id;
  const action = { id: 'b0', kind: 'action', text: steps.at(-1).text };
  const edge = { ...edgeTo('b0', from, 'c0'), condition: { label: 'it depends' } };
  return { ...document, nodes: [...document.nodes, action], edges: [...document.edges, edge] };
}

const edgeTo = (to, from, id) => ({ id, from, to, condition: { label: 'yes' } });

/** The steps as they come up in talk, with what people say around them. */
function transcriptOf({ title, steps }, random) {
  const said = [
    { role: 'user', content: `Hello, I have a problem. ${title}. It began ${days(random)} ago.` },
  ];
  for (const { text, result } of steps) {
    said.push({
      role: 'assistant',
      content: `Thank you. ${text} Please take your time and tell me what you see.`,
    });
    said.push({ role: 'user', content: result ?? 'I did that, and it looks better now.' });
  }
  said.push({ role: 'assistant', content: 'Good. I note down what helped; call again should it come back.' });
  return said;
}

const days = (random) => `${1 + Math.floor(random() * 9)} days`;

function explanationOf({ title, steps }) {
  const candidates = Array.from({ length: 5 }, (_, i) => ({
    kind: i % 2 === 0 ? 'flow' : 'proposal',
    id: `0199c2f0-0000-7000-8000-00000000000${i}`,
    title: `${title} ${i}`,
    score: 2 - i,
    likelihood: 1 / (1 + Math.exp(i - 2)),
    retrieval_score: 10 - i,
    matched_share: 1 - i / 5,
  }));
  const summary = 'The session leaves the flow at one known node and goes on to a new end.';
  return {
    summary,
    candidates,
    new_steps: [steps.length - 1],
    skipped_nodes: [],
    new_edges: [],
    relabelled_edges: [],
  };
}
