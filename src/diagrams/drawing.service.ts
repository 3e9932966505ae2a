import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Graph } from '@viz-js/viz';
import { diagramSvg } from './diagram-svg.js';
import type { Diagram } from './diagram.js';
import { diagramTooLarge, drawingBusy } from './diagrams.errors.js';
import { layoutGraph } from './layout-graph.js';
import { numbered } from './notes.js';
import { handier, isTooWide, readLayout, type GraphvizOutput, type Layout } from './layout.js';

/** How large a drawing may be; as Mermaid a flow of any size is shown. */
const MAX_NODES = 500;
const MAX_EDGES = 1_000;
const MAX_SECONDS = 10;
/** Drawings that may wait for their turn. */
const MAX_WAITING = 20;

/** Graphviz computes without pause, so it has a thread of its own, which can be ended. */
const GRAPHVIZ_THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const graphviz = require(workerData.graphviz).instance();
parentPort.on('message', async (graph) => {
  const { status, output, errors } = (await graphviz).render(graph, { format: 'json0', yInvert: true });
  parentPort.postMessage(status === 'success' ? { output } : { fault: errors.map((e) => e.message).join('; ') });
});
`;

type Answer = { output: string } | { fault: string };

/** Lays diagrams out, one after the other, and draws them. */
@Injectable()
export class DrawingService implements OnModuleDestroy {
  private thread: Worker | null = null;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
  }

  /**
   * A diagram as SVG.
   * @throws DomainError 422 `diagram_too_large`; 503 `drawing_busy` when too many others wait
   */
  async svg(asked: Diagram): Promise<string> {
    const diagram = numbered(asked);
    const { nodes, edges } = diagram;
    if (nodes.length > MAX_NODES || edges.length > MAX_EDGES)
      throw diagramTooLarge(nodes.length, edges.length);
    if (this.waiting >= MAX_WAITING) throw drawingBusy();
    this.waiting++;
    const turn = this.last.then(() => this.layOut(diagram));
    this.last = turn.catch(() => undefined);
    try {
      const layout = await turn;
      if (layout === null) throw diagramTooLarge(nodes.length, edges.length);
      return diagramSvg(diagram, layout);
    } finally {
      this.waiting--;
    }
  }

  /** Downwards, or to the right where that gets too wide. Null when it takes too long. */
  private async layOut(diagram: Diagram): Promise<Layout | null> {
    const down = await this.run(layoutGraph(diagram, 'TB'));
    if (down === null || !isTooWide(down)) return down;
    const right = await this.run(layoutGraph(diagram, 'LR'));
    return right === null ? down : handier(down, right);
  }

  private async run(graph: Graph): Promise<Layout | null> {
    const thread = (this.thread ??= this.start());
    thread.ref();
    const answer = await answerOf(thread, graph);
    if (answer === null || 'fault' in answer) {
      this.thread = null;
      await thread.terminate();
    }
    if (answer === null) return null;
    if ('fault' in answer) throw new Error(`Graphviz failed: ${answer.fault}`);
    // A thread that waits keeps no process alive.
    thread.unref();
    return readLayout(JSON.parse(answer.output) as GraphvizOutput);
  }

  private start(): Worker {
    const graphviz = createRequire(import.meta.url).resolve('@viz-js/viz');
    return new Worker(GRAPHVIZ_THREAD, { eval: true, workerData: { graphviz } });
  }
}

/** What the thread says to a graph; null when it says nothing in time. */
async function answerOf(thread: Worker, graph: Graph): Promise<Answer | null> {
  const over = new AbortController();
  const options = { signal: over.signal };
  const said = once(thread, 'message', options).then(([answer]) => answer as Answer);
  const ended = once(thread, 'exit', options).then((): Answer => ({ fault: 'its thread has ended' }));
  const late = setTimeout(MAX_SECONDS * 1000, null, options);
  thread.postMessage(graph);
  try {
    return await Promise.race([said, ended, late]);
  } catch (error) {
    // `once` fails with the error that the thread ended with.
    return { fault: String(error) };
  } finally {
    over.abort();
    await Promise.allSettled([said, ended, late]);
  }
}
