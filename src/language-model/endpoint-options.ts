import type { TokenPrices } from './language-model.js';

/** How a service that speaks as OpenAI's is reached, and what it costs. */
export interface EndpointModelOptions {
  /** The address of the API, to which `/chat/completions` is added. */
  url: string;
  model: string;
  key?: string | undefined;
  prices: TokenPrices;
  /** Whether it takes a JSON Schema. */
  jsonSchema: boolean;
  /** For a call with all its attempts. */
  seconds: number;
  /** Calls at a time. */
  concurrency: number;
}
