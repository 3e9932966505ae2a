import { layOut, type Sizes } from './layout.js';

/** Lays out beside the page, which stays quick meanwhile: some hundred steps take a second. */
addEventListener('message', ({ data }: MessageEvent<Sizes>) => {
  postMessage(layOut(data));
});

export type { Layout, Sizes } from './layout.js';
