/**
 * Flows and sessions that nobody wrote: seeded, so that every run measures the same. Words are drawn as in natural
 * text, the n-th commonest n times as rarely as the commonest (Zipf), and each flow has a few words of its own topic.
 */

/** Nodes of a flow where nothing else is asked for. */
const NODES = 25;
const VOCABULARY = 6_000;
const TOPIC_WORDS = 10;
const ONSETS = 'b br c ch cl d dr f fl g gr h j k l m n p pl pr r s sh sl st t tr v w'.split(' ');
const VOWELS = 'a e i o u ai ea oo ou'.split(' ');
const ENDS = 'b ck d f g l m n nd nt p r rd rk s st t x'.split(' ');
const QUESTIONS = [
  (a, b, c) => `Is the ${a} of the ${b} showing ${c}?`,
  (a, b, c) => `Does the ${a} ${b} when the ${c} is connected?`,
  (a, b, c) => `Can you see ${a} on the ${b} ${c}?`,
  (a, b, c) => `Has the ${a} been set to ${b} in ${c}?`,
];
const ACTIONS = [
  (a, b, c) => `Replace the ${a} and set ${b} to ${c}`,
  (a, b, c) => `Remove the ${a}, clean the ${b} and put the ${c} back`,
  (a, b, c) => `Update the ${a} of the ${b} through ${c}`,
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (random, list) => list[Math.floor(random() * list.length)];

function makeVocabulary(random) {
  const words = new Set();
  const syllable = () => pick(random, ONSETS) + pick(random, VOWELS);
  while (words.size < VOCABULARY)
    words.add(syllable() + (random() < 0.6 ? syllable() : '') + pick(random, ENDS));
  return [...words];
}

function zipf(words) {
  const sums = [];
  let sum = 0;
  for (let rank = 1; rank <= words.length; rank++) sums.push((sum += 1 / rank));
  return (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low];
  };
}

const vocabulary = makeVocabulary(randomFrom(1));
const commonWord = zipf(vocabulary);

/** The n-th flow: a binary tree of questions that ends in actions. */
export function flowOf(number, size = NODES) {
  const random = randomFrom(1000 + number);
  const topic = Array.from({ length: TOPIC_WORDS }, () => pick(random, vocabulary));
  const word = () => (random() < 0.5 ? pick(random, topic) : commonWord(random));
  const nodes = Array.from({ length: size }, (_, i) => {
    const kind = 2 * i + 1 < size ? 'question' : 'action';
    const texts = kind === 'question' ? QUESTIONS : ACTIONS;
    return { id: `f${number}n${i}`, kind, text: pick(random, texts)(word(), word(), word()) };
  });
  const edges = nodes.slice(1).map(({ id }, i) => {
    const parent = Math.floor(i / 2);
    const label = i % 2 === 0 ? 'yes' : 'no';
    return { id: `f${number}e${i}`, from: nodes[parent].id, to: id, condition: { label } };
  });
  return {
    title: `The ${topic[0]} ${topic[1]} has ${topic[2]} trouble`,
    topic,
    document: { schema_version: 1, entries: [nodes[0].id], nodes, edges },
  };
}

/** Somebody's way through a flow, worded a little differently at each step. */
export function sessionOf({ topic, document }, seed) {
  const random = randomFrom(seed);
  const steps = [];
  for (let at = 0; at < document.nodes.length;) {
    const { kind, text } = document.nodes[at];
    const right = random() < 0.5;
    steps.push({ kind, text: reworded(text, random), result: resultOf(kind, right, random) });
    at = 2 * at + (right ? 1 : 2);
  }
  return { title: `${topic[1]} problem: ${topic[0]}, and ${commonWord(random)} ${topic[3]}`, steps };
}

/** What a caller says of a flow's trouble: a few words of its topic among others, common and rare. */
export function problemOf({ topic, document }, seed) {
  const random = randomFrom(seed);
  const { text } = pick(random, document.nodes);
  const own = Array.from({ length: 3 }, () => pick(random, topic));
  const others = Array.from({ length: 4 }, () => commonWord(random));
  return `Hello, my ${own[0]} does not work since ${others[0]}. ${reworded(text, random)} The ${own[1]} ${others[1]} and ${own[2]} say ${others[2]}, I tried ${others[3]} already`;
}

function reworded(text, random) {
  const words = text.split(' ');
  const changed = Math.floor(random() * words.length);
  if (random() < 0.5) words[changed] = commonWord(random);
  if (random() < 0.3) words.splice(changed, 0, commonWord(random));
  return (random() < 0.3 ? ['Please tell me:', ...words] : words).join(' ');
}

function resultOf(kind, right, random) {
  if (kind === 'action') return random() < 0.5 ? 'That solved it' : null;
  const sure = right ? ['Yes', 'Yes, it is', 'I checked, yes'] : ['No', 'No, not at all', 'I looked and no'];
  return `${pick(random, sure)}, the ${commonWord(random)} too`;
}
