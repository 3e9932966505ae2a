import type { EndpointModelOptions } from './endpoint-options.js';
import { LanguageModel, type ModelAnswer, type ModelRequest, type TokenPrices } from './language-model.js';
import type { OpenAiCompatibleClient } from './wire/openai-compatible-client.js';

/** A service that speaks as OpenAI's. What speaks with it is read with the first request. */
export class EndpointModel extends LanguageModel {
  readonly model: string;
  readonly prices: TokenPrices;
  private client: OpenAiCompatibleClient | null = null;

  constructor(private readonly options: EndpointModelOptions) {
    super();
    this.model = options.model;
    this.prices = options.prices;
  }

  async render(request: ModelRequest): Promise<string> {
    return (await this.open()).render(request);
  }

  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    return (await this.open()).inTurn(work);
  }

  async ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
    return (await this.open()).ask(request);
  }

  private async open(): Promise<OpenAiCompatibleClient> {
    const { OpenAiCompatibleClient: Client } = await import('./wire/openai-compatible-client.js');
    return (this.client ??= new Client(this.options));
  }
}
