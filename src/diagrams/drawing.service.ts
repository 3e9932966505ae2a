import { createRequire } from 'node:module';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Graph } from '@viz-js/viz';
import { BusyThread } from './svg/busy-thread.js';
import { diagramSvg } from './svg/diagram-svg.js';
import type { Diagram } from './diagram.js';
import { diagramTooLarge, drawingBusy } from './diagrams.errors.js';
import { layoutGraph } from './svg/layout-graph.js';
import { handier, isTooWide, readLayout, type GraphvizOutput, type Layout } from './svg/layout.js';
import { numbered } from './svg/notes.js';
import { Rasterizer, type SvgDrawing } from './svg/rasterizer.js';

/** How large a drawing may be; as Mermaid a flow of any size is shown. */
const MAX_NODES = 500;
const MAX_EDGES = 1_000;
const MAX_SECONDS = 10;
/** Drawings that may wait for their turn. */
const MAX_WAITING = 20;

const GRAPHVIZ_THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const graphviz = require(workerData.graphviz).instance();
parentPort.on('message', async (graph) => {
  const { status, output, errors } = (await graphviz).render(graph, { format: 'json0', yInvert: true });
  parentPort.postMessage(status === 'success' ? { output } : { fault: errors.map((e) => e.message).join('; ') });
});
`;

/** Lays diagrams out, one after the other, and draws them. */
@Injectable()
export class DrawingService implements OnModuleDestroy {
  private readonly graphviz = new BusyThread<Graph, string>(
    GRAPHVIZ_THREAD,
    { graphviz: createRequire(import.meta.url).resolve('@viz-js/viz') },
    MAX_SECONDS,
  );
  private readonly rasterizer = new Rasterizer();
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.graphviz.end(), this.rasterizer.end()]);
  }

  /**
   * A diagram as SVG.
   * @throws DomainError 422 `diagram_too_large`; 503 `drawing_busy` when too many others wait
   */
  async svg(diagram: Diagram): Promise<string> {
    return this.inTurn(diagram, async () => (await this.draw(diagram)).svg);
  }

  /**
   * A diagram as PNG, with two pixels for each point of the SVG, or fewer where it is large.
   * @throws DomainError as `svg`
   */
  async png(diagram: Diagram): Promise<Uint8Array> {
    return this.inTurn(diagram, async () => {
      const png = await this.rasterizer.png(await this.draw(diagram));
      if (png === null) throw tooLarge(diagram);
      return png;
    });
  }

  private async inTurn<T>(diagram: Diagram, work: () => Promise<T>): Promise<T> {
    if (diagram.nodes.length > MAX_NODES || diagram.edges.length > MAX_EDGES) throw tooLarge(diagram);
    if (this.waiting >= MAX_WAITING) throw drawingBusy();
    this.waiting++;
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting--;
    }
  }

  private async draw(diagram: Diagram): Promise<SvgDrawing> {
    const withNotes = numbered(diagram);
    const layout = await this.layOut(withNotes);
    if (layout === null) throw tooLarge(diagram);
    return diagramSvg(withNotes, layout);
  }

  /** Downwards, or to the right where that gets too wide. Null when it takes too long. */
  private async layOut(diagram: Diagram): Promise<Layout | null> {
    const down = await this.run(layoutGraph(diagram, 'TB'));
    if (down === null || !isTooWide(down)) return down;
    const right = await this.run(layoutGraph(diagram, 'LR'));
    return right === null ? down : handier(down, right);
  }

  private async run(graph: Graph): Promise<Layout | null> {
    const output = await this.graphviz.ask(graph);
    return output === null ? null : readLayout(JSON.parse(output) as GraphvizOutput);
  }
}

function tooLarge({ nodes, edges }: Diagram): ReturnType<typeof diagramTooLarge> {
  return diagramTooLarge(nodes.length, edges.length);
}
