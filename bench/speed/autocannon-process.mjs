import autocannon from 'autocannon';
import { percentile } from './rounds.mjs';

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
 *   `ids`, each of which is taken once where `once` is set; `{{id}}` for the id in the answer that was kept last.
 */
async function run({ url, connections, seconds, requests, ids = [], from = 0, once = false, headers }) {
  let taken = from;
  const faults = [];
  const variables = {
    '{{next}}': () => {
      if (once && taken >= ids.length) faults.push(`${ids.length} ids were too few`);
      return ids[taken++ % ids.length];
    },
    '{{id}}': (context) => context.id,
  };
  const load = autocannon({
    url,
    connections,
    duration: seconds,
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
  load.on('response', (_client, _status, _bytes, ms) => {
    times.push(ms);
    last = performance.now();
  });
  const { errors } = await load;
  if (errors > 0) faults.push(`${errors} connections failed`);
  if (times.length === 0) faults.push('nothing was answered');
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults[0]}`);
  return {
    rate: (times.length / requests.length / (last - began)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    from: taken,
  };
}
