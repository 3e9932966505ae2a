import type { ModelTask } from '../../accounts/settings/model-settings.js';
import type { ModelFaultCode, TokenPrices, TokenUsage } from '../language-model.js';

export const MODEL_CALL_STATUSES = ['running', 'answered', 'failed'] as const;
/** `answered`: with JSON of the form that was asked for, whatever became of it. */
export type ModelCallStatus = (typeof MODEL_CALL_STATUSES)[number];

/** What a call is begun with. Amounts are in the currency of the operator's prices. */
export interface NewModelCall {
  id: string;
  sessionId: string;
  task: ModelTask;
  model: string;
  /** The exact body. */
  request: string;
  /** The most that it may cost. */
  held: number;
}

/** How a call ended. */
export interface ModelCallEnd {
  fault: ModelFaultCode | null;
  usage: TokenUsage | null;
  cost: number;
  durationMs: number;
}

const MILLION = 1_000_000;

export function costOf({ input, output }: TokenUsage, prices: TokenPrices): number {
  return (input * prices.input + output * prices.output) / MILLION;
}

/**
 * The most that one attempt can cost: no tokenizer makes more tokens than bytes of a text, and the service is told how many
 * it may answer.
 */
export function mostCost(body: string, mostTokens: number, prices: TokenPrices): number {
  return costOf({ input: Buffer.byteLength(body), output: mostTokens }, prices);
}
