import { Program } from './program.mjs';
import { target } from './requests.mjs';
import { LoadGenerator, median } from './rounds.mjs';

const CONNECTIONS = 16;
const WORKS = ['queue', 'proposal'];

/** The same load over one, two and more API processes on one database, each with load of its own. */
export async function measureProcesses(world, mode, say) {
  const rows = [];
  for (const processes of mode.processes) {
    const programs = await Promise.all(
      Array.from({ length: processes }, () => Program.start({ ...world.env, ROLE: 'api' })),
    );
    const generators = programs.map(() => new LoadGenerator());
    try {
      for (const name of WORKS) {
        const targets = programs.map((program, i) =>
          target(generators[i], 'program', program, world.works[name], Math.ceil(CONNECTIONS / processes)),
        );
        const together = async (seconds) => {
          const figures = await Promise.all(targets.map((measure) => measure(seconds)));
          return {
            rate: figures.reduce((sum, { rate }) => sum + rate, 0),
            p99: Math.max(...figures.map(({ p99 }) => p99)),
          };
        };
        await together(mode.warmUp);
        const rounds = [];
        for (let round = 0; round < mode.rounds; round++) rounds.push(await together(mode.seconds));
        rows.push({
          work: name,
          processes,
          rate: median(rounds.map(({ rate }) => rate)),
          p99: median(rounds.map(({ p99 }) => p99)),
        });
        say(`  ${name}, ${processes} processes: ${rows.at(-1).rate.toFixed(0)}/s`);
      }
    } finally {
      generators.forEach((generator) => generator.close());
      await Promise.all(programs.map((program) => program.stop()));
    }
  }
  return rows;
}
