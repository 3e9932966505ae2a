import { PAIRS_ALIKE, PAIRS_UNLIKE, scaleOf, TEXTS_OF_PAIRS } from './scale.js';
import { TextEncoder } from './text-encoder.js';
import { likeness, toVector, type Scale, type Vector } from './vectors.js';

export interface EndpointOptions {
  /** The address of the API, to which `/embeddings` is added. */
  url: string;
  model: string;
  key?: string | undefined;
  seconds: number;
}

/** Services take so many in one request. */
const AT_A_TIME = 64;

/** A service that speaks as OpenAI's: https://platform.openai.com/docs/api-reference/embeddings/create */
export class EndpointEncoder extends TextEncoder {
  readonly model: string;
  private measured: Promise<Scale> | null = null;

  constructor(private readonly options: EndpointOptions) {
    super();
    this.model = options.model;
  }

  /** Which languages it knows, whoever chose the model knows. */
  reads(): boolean {
    return true;
  }

  async encode(texts: readonly string[]): Promise<Vector[]> {
    const vectors: Vector[] = [];
    const signal = AbortSignal.timeout(this.options.seconds * 1_000);
    for (let at = 0; at < texts.length; at += AT_A_TIME)
      vectors.push(...(await this.ask(texts.slice(at, at + AT_A_TIME), signal)));
    return vectors;
  }

  /** Measured once, on sentences of our own: one model calls unlike what another calls nearly the same. */
  scale(): Promise<Scale> {
    this.measured ??= this.measure().catch((error: unknown) => {
      this.measured = null;
      throw error;
    });
    return this.measured;
  }

  private async measure(): Promise<Scale> {
    const vectors = await this.encode(TEXTS_OF_PAIRS);
    const byText = new Map(TEXTS_OF_PAIRS.map((text, i) => [text, vectors[i]]));
    const mean = (pairs: readonly (readonly [string, string])[]): number =>
      pairs.reduce((sum, [a, b]) => {
        const [one, other] = [byText.get(a), byText.get(b)];
        return one && other ? sum + likeness(one, other) : sum;
      }, 0) / pairs.length;
    return scaleOf(mean(PAIRS_ALIKE), mean(PAIRS_UNLIKE));
  }

  private async ask(input: readonly string[], signal: AbortSignal): Promise<Vector[]> {
    const { url, model, key } = this.options;
    const response = await fetch(`${url}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the encoder answered ${response.status}`);
    }
    return vectorsOf(await response.json(), input.length);
  }
}

/** @throws Error where the answer is not one vector for each text, all of one length */
function vectorsOf(answer: unknown, count: number): Vector[] {
  const data: unknown = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(data) || data.length !== count)
    throw new Error('the encoder gave no vector for each text');
  const vectors: Vector[] = [];
  for (const [at, each] of (data as { index?: unknown; embedding?: unknown }[]).entries()) {
    const values: unknown = each.embedding;
    if (!Array.isArray(values) || !values.every((value) => Number.isFinite(value)))
      throw new Error('the encoder gave something else than numbers');
    vectors[typeof each.index === 'number' ? each.index : at] = toVector(values as number[]);
  }
  const length = vectors[0]?.parts.length ?? 0;
  for (let i = 0; i < count; i++)
    if (length === 0 || vectors[i]?.parts.length !== length)
      throw new Error('the encoder gave vectors of different lengths');
  return vectors;
}
