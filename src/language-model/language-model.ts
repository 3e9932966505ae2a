import type { ZodType } from 'zod';
import type { ModelTask } from '../accounts/settings/model-settings.js';

/** What a model is asked: our own instructions, and the material between marks. Whatever stands in it is redacted. */
export interface ModelRequest<T = unknown> {
  task: ModelTask;
  system: string;
  prompt: string;
  /** What the answer has to be, once it is parsed. */
  schema: ZodType<T>;
  /** Tokens that the answer may have. */
  mostTokens: number;
}

/** Tokens of a call, as the service counted them. */
export interface TokenUsage {
  input: number;
  output: number;
}

export interface ModelAnswer<T> {
  value: T;
  /** What the model wrote. */
  text: string;
  /** Null where the service did not say. */
  usage: TokenUsage | null;
  /** Attempts that may have been paid for, and of which nobody knows what they cost. */
  lost: number;
}

export const MODEL_FAULTS = [
  'away',
  'timeout',
  'rate_limited',
  'service_error',
  'not_accepted',
  'declined',
  'cut_off',
  'no_json',
  'wrong_form',
  'not_redacted',
  'lost',
] as const;
/**
 * Why a call came to nothing:
 * - away: no connection, or one that broke off; timeout: no answer in time; rate_limited: 429; service_error: 5xx;
 * - not_accepted: any other refusal of the service, such as of the key, the model or the form of the request;
 * - declined: the model would not answer; cut_off: its answer was longer than it may be;
 * - no_json, wrong_form: its answer is no JSON, or not of the schema;
 * - not_redacted: something private was left in the request, so it was not sent; lost: the process ended meanwhile.
 */
export type ModelFaultCode = (typeof MODEL_FAULTS)[number];

/** A call that came to nothing. It holds nothing that was sent, so that it may be logged. */
export class ModelFault extends Error {
  /**
   * @param usage what the service counted all the same
   * @param lost attempts that may have been paid for, and of which nobody knows what they cost
   * @param status the status of the answer
   */
  constructor(
    readonly code: ModelFaultCode,
    readonly usage: TokenUsage | null = null,
    readonly lost = 0,
    readonly status: number | null = null,
  ) {
    super(`the language model came to nothing: ${code}${status === null ? '' : ` (${status})`}`);
  }
}

/** It failed so often that it is let alone for a while. */
export class ModelResting extends Error {}

/** In millionths of the currency of the operator's prices for each token, which is the price of a million in full. */
export interface TokenPrices {
  input: number;
  output: number;
}

/** A service that a language model is asked at. A port: which one it is, the configuration says. */
export abstract class LanguageModel {
  /** The name of the model; null where there is none. */
  abstract readonly model: string | null;
  abstract readonly prices: TokenPrices;

  /** The exact body of the HTTP request; nothing is sent. */
  abstract render(request: ModelRequest): Promise<string>;

  /**
   * Does `work` once fewer than so many are at it in this process. Faults of the service that it throws are counted.
   * @throws ModelResting where there were too many of them
   */
  abstract inTurn<T>(work: () => Promise<T>): Promise<T>;

  /**
   * Sends a request, again where the service says that it is busy or failed, within the time that a call may take.
   * @throws ModelFault
   */
  abstract ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>;
}
