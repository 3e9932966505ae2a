import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  extractJsonMiddleware,
  generateText,
  NoObjectGeneratedError,
  NoOutputGeneratedError,
  Output,
  RetryError,
  wrapLanguageModel,
  type FinishReason,
} from 'ai';
import {
  BrokenCircuitError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  wrap,
  type IPolicy,
} from 'cockatiel';
import type { EndpointModelOptions } from '../endpoint-options.js';
import {
  ModelFault,
  ModelResting,
  type ModelAnswer,
  type ModelFaultCode,
  type ModelRequest,
  type TokenUsage,
} from '../language-model.js';
import { Attempts } from './attempts.js';

/** Attempts beside the first, at busy and failing services: after two seconds and four, or when they say. */
const RETRIES = 2;
/** So many calls in a row that the service failed, and it is let alone for so long (ms). */
const FAILURES = 5;
const REST = 60_000;
/** Faults of the service, and not of one answer. */
const OF_THE_SERVICE: readonly ModelFaultCode[] = [
  'away',
  'timeout',
  'rate_limited',
  'service_error',
  'not_accepted',
];

/** Speaks the protocol of OpenAI's chat completions: https://platform.openai.com/docs/api-reference/chat/create */
export class OpenAiCompatibleClient {
  private readonly turns: IPolicy;

  constructor(private readonly options: EndpointModelOptions) {
    // The SDK writes warnings to the console, with parts of requests in them.
    Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
    const failed = handleWhen((error) => error instanceof ModelFault && OF_THE_SERVICE.includes(error.code));
    const breaker = circuitBreaker(failed, {
      halfOpenAfter: REST,
      breaker: new ConsecutiveBreaker(FAILURES),
    });
    this.turns = wrap(bulkhead(options.concurrency, Number.MAX_SAFE_INTEGER), breaker);
  }

  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.turns.execute(work);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new ModelResting() : error;
    }
  }

  async render(request: ModelRequest): Promise<string> {
    let body = '';
    const keep: typeof fetch = (_, init) => {
      body = typeof init?.body === 'string' ? init.body : '';
      return Promise.reject(new Error('only rendered'));
    };
    await this.generate(request, keep, AbortSignal.timeout(REST), 0).catch((error: unknown) => {
      if (body === '') throw error;
    });
    return body;
  }

  async ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
    const attempts = new Attempts();
    const signal = AbortSignal.timeout(this.options.seconds * 1_000);
    try {
      const { output, text, totalUsage, finishReason } = await this.generate(
        request,
        attempts.fetch,
        signal,
        RETRIES,
      );
      const usage = usageOf(totalUsage);
      // The SDK throws where it did not find any.
      if (finishReason === 'content-filter')
        throw new ModelFault('declined', usage, attempts.lost(usage !== null));
      return { value: output, text, usage, lost: attempts.lost(usage !== null) };
    } catch (error) {
      throw faultOf(error, attempts, signal.aborted);
    }
  }

  private generate<T>(request: ModelRequest<T>, by: typeof fetch, abortSignal: AbortSignal, retries: number) {
    const { url, model, key, jsonSchema } = this.options;
    const provider = createOpenAICompatible({
      ...{ name: 'endpoint', baseURL: url, fetch: by, supportsStructuredOutputs: jsonSchema },
      ...(key === undefined ? {} : { apiKey: key }),
    });
    return generateText({
      // Models like to put their JSON between fences.
      model: wrapLanguageModel({ model: provider.chatModel(model), middleware: extractJsonMiddleware() }),
      system: request.system,
      prompt: request.prompt,
      output: Output.object({ schema: request.schema, name: request.task }),
      maxOutputTokens: request.mostTokens,
      temperature: 0,
      maxRetries: retries,
      abortSignal,
    });
  }
}

/** Never holds what the SDK's errors hold: the whole request and answer. */
function faultOf(thrown: unknown, attempts: Attempts, isLate: boolean): ModelFault {
  if (thrown instanceof ModelFault) return thrown;
  const error = RetryError.isInstance(thrown) ? thrown.lastError : thrown;
  if (NoObjectGeneratedError.isInstance(error)) {
    const usage = usageOf(error.usage);
    return new ModelFault(codeOf(error.finishReason, error.cause), usage, attempts.lost(usage !== null));
  }
  if (NoOutputGeneratedError.isInstance(error)) return new ModelFault('declined', null, attempts.lost(false));
  const lost = attempts.lost(false);
  if (isLate) return new ModelFault('timeout', null, lost);
  const status = APICallError.isInstance(error) ? (error.statusCode ?? null) : null;
  if (status === null) return new ModelFault(attempts.wasAnswered ? 'no_json' : 'away', null, lost);
  if (status === 429) return new ModelFault('rate_limited', null, lost, status);
  if (status >= 500) return new ModelFault('service_error', null, lost, status);
  return new ModelFault(status < 300 ? 'no_json' : 'not_accepted', null, lost, status);
}

function codeOf(finishReason: FinishReason | undefined, cause: unknown): ModelFaultCode {
  if (finishReason === 'length') return 'cut_off';
  if (finishReason === 'content-filter') return 'declined';
  return cause instanceof Error && cause.name === 'AI_TypeValidationError' ? 'wrong_form' : 'no_json';
}

function usageOf(
  usage: { inputTokens: number | undefined; outputTokens: number | undefined } | undefined,
): TokenUsage | null {
  const { inputTokens: input, outputTokens: output } = usage ?? {};
  if (input === undefined || output === undefined) return null;
  return [input, output].every((count) => Number.isSafeInteger(count) && count >= 0)
    ? { input, output }
    : null;
}
