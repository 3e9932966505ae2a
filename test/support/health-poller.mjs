// A thread that asks for /health/live again and again, for `HealthWatch`. By messages: 'begin', and 'end', which is answered
// with the longest that an answer took since.
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** Milliseconds between two polls. */
const PAUSE = 2;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds of processor that the server's thread has taken; where the system does not tell, its process. */
function takenByServer() {
  try {
    // https://docs.kernel.org/scheduler/sched-stats.html: nanoseconds spent on the processor come first.
    return (
      Number(readFileSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
    );
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  }
}

function poll() {
  return new Promise((resolve, reject) => {
    const request = get(`${workerData.base}/health/live`, { agent }, (response) => {
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`/health/live says ${response.statusCode}`));
      });
      response.resume();
    });
    request.on('error', reject);
  });
}

let worst = 0;
let asked = false;
parentPort.on('message', (message) => {
  if (message === 'begin') worst = 0;
  else asked = true;
});

for (;;) {
  // What is asked for meanwhile is answered after a poll that began before.
  const answers = asked;
  const [taken, since] = [takenByServer(), performance.now()];
  await poll();
  // While another program has the processor the server takes nothing, and holds nobody up.
  worst = Math.max(worst, Math.min(performance.now() - since, takenByServer() - taken));
  if (answers) {
    asked = false;
    parentPort.postMessage(worst);
  }
  await setTimeout(PAUSE);
}
