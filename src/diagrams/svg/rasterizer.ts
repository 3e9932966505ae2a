import { createRequire } from 'node:module';
import { BusyThread } from './busy-thread.js';

/** Pixels for each point, where there is room: sharp on the screens of today. */
const BEST_SCALE = 2;
/** Below, nobody reads the letters. */
const LEAST_SCALE = 0.5;
/** 64 MB while it is drawn. */
const MAX_PIXELS = 16_000_000;
/** WebAssembly keeps the memory that it once had; after a larger picture its thread is ended. */
const LARGE_PIXELS = 4_000_000;
const MAX_SECONDS = 20;

/** Letters that the first fonts have. For all others there is one more, which takes half a second to unpack. */
const COMMON_LETTERS = /^[\t\n\u0020-\u024f\u0370-\u052f\u2010-\u2027\u2190-\u2193\u2212]*$/u;

const RESVG_THREAD = `
const { readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { initWasm, Resvg } = require(workerData.resvg);
const ready = initWasm(readFileSync(workerData.wasm));
const read = (files) => files.map((file) => readFileSync(file));
const common = read(workerData.common);
const other = read(workerData.other);
parentPort.on('message', async ({ svg, scale, isCommon }) => {
  try {
    await ready;
    const font = { fontBuffers: isCommon ? common : [...common, ...other], sansSerifFamily: 'DejaVu Sans', defaultFontFamily: 'DejaVu Sans' };
    const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } });
    const image = drawing.render();
    const output = image.asPng();
    image.free();
    drawing.free();
    parentPort.postMessage({ output });
  } catch (error) {
    parentPort.postMessage({ fault: String(error) });
  }
});
`;

export interface SvgDrawing {
  svg: string;
  /** Points. */
  width: number;
  height: number;
}

/**
 * Makes pictures of our SVG, with fonts of its own, so that they look the same on every machine: DejaVu Sans for the
 * letters of Europe and the Near East, UnifontEX, in which each character is drawn in few pixels, for all others.
 */
export class Rasterizer {
  private readonly thread: BusyThread<{ svg: string; scale: number; isCommon: boolean }, Uint8Array>;

  constructor() {
    const { resolve } = createRequire(import.meta.url);
    this.thread = new BusyThread(
      RESVG_THREAD,
      {
        resvg: resolve('@resvg/resvg-wasm'),
        wasm: resolve('@resvg/resvg-wasm/index_bg.wasm'),
        common: ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)),
        other: [resolve('@fontsource/unifontex/files/unifontex-latin-400-normal.woff2')],
      },
      MAX_SECONDS,
    );
  }

  /** As PNG; null where it is too large for letters that can be read, or takes too long. */
  async png({ svg, width, height }: SvgDrawing): Promise<Uint8Array | null> {
    const scale = Math.min(BEST_SCALE, Math.sqrt(MAX_PIXELS / (width * height)));
    if (scale < LEAST_SCALE) return null;
    const png = await this.thread.ask({ svg, scale, isCommon: COMMON_LETTERS.test(svg) });
    if (width * height * scale * scale > LARGE_PIXELS) await this.thread.end();
    return png;
  }

  end(): Promise<void> {
    return this.thread.end();
  }
}
