import { queryOptions } from '@tanstack/react-query';
import type { Layout, Sizes } from './layout.worker.js';

/** The layout of boxes of these sizes, made beside the page. */
export const layoutQuery = (sizes: Sizes) =>
  queryOptions({
    queryKey: ['layout', sizes],
    queryFn: ({ signal }) => layOutInWorker(sizes, signal),
    staleTime: Infinity,
    retry: false,
  });

function layOutInWorker(sizes: Sizes, signal: AbortSignal): Promise<Layout> {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Layout>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Layout>) => {
      resolve(data);
    });
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(message));
    });
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
    worker.postMessage(sizes);
  }).finally(() => {
    worker.terminate();
  });
}
