import autocannon from 'autocannon';
import { percentile } from './rounds.mjs';

/** Autocannon looks only so often whether its time is over, and would else make a second of any part of one. */
const LOOK_AT_CLOCK_MS = 20;
const LONGEST_SECONDS = 10;

/** Takes one load after another from its parent and answers with what came of each. */
process.on('message', (load) => {
  run(load).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));

/**
 * @param requests sent one after another by each connection, over and over. `{{next}}` in a path stands for the next of
 *   `ids`, each of which is taken once where `once` is set, so that the run ends early when they do; `{{id}}` for the id in
 *   the answer that was kept last.
 */
async function run(load) {
  const { url, connections, seconds, requests, ids = [], from = 0, once = false, headers } = load;
  const left = ids.length - from;
  if (once && left < connections) throw new Error(`all of the ${ids.length} ids are taken`);
  let taken = from;
  const faults = [];
  const variables = {
    '{{next}}': () => ids[taken++ % ids.length],
    '{{id}}': (context) => context.id,
  };
  const cannon = autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: LOOK_AT_CLOCK_MS,
    ...(once && { maxOverallRequests: left }),
    requests: requests.map(({ method = 'GET', path, body, keep }) => ({
      method,
      path,
      body,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      setupRequest: (request, context) => ({
        ...request,
        path: path.replaceAll(/\{\{\w+\}\}/g, (name) => variables[name](context)),
      }),
      onResponse: (status, text, context) => {
        if (status < 200 || status > 299) faults.push(`${status} ${String(text).slice(0, 300)}`);
        else if (keep) context.id = JSON.parse(text).id;
      },
    })),
  });
  const times = [];
  const began = performance.now();
  let last = began;
  cannon.on('response', (_client, _status, _bytes, ms) => {
    times.push(ms);
    last = performance.now();
  });
  const { errors } = await cannon;
  if (errors > 0) faults.push(`${errors} connections failed`);
  if (times.length === 0 && seconds > LONGEST_SECONDS) faults.push('nothing was answered');
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults[0]}`);
  // A very short round on a busy machine.
  if (times.length === 0) return run({ ...load, seconds: seconds * 2, from: taken });
  return {
    rate: (times.length / requests.length / (last - began)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    from: taken,
  };
}
