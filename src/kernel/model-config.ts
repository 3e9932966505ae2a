import { Transform } from 'class-transformer';
import { IsIn, IsNumber, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import { all, TrueOrFalse, WholeNumber } from './setting-checks.js';

const TEXT_ENCODERS = ['bundled', 'endpoint', 'none'] as const;
const LANGUAGE_MODELS = ['endpoint', 'none'] as const;
const HTTP_ADDRESS = /^https?:\/\/\S+$/;
const MODEL_NAME = /^.{1,200}$/;
const MODEL_NAME_MESSAGE = 'the name of a model that the service has';

/** What a service is reached by: required as soon as it is asked for. */
function WithEndpoint(of: 'TEXT_ENCODER' | 'LANGUAGE_MODEL', form: RegExp, what: string): PropertyDecorator {
  return all(
    ValidateIf((settings: ModelConfig) => settings[of] === 'endpoint'),
    Matches(form, { message: `${what}, required with ${of}=endpoint` }),
  );
}

/** What a million tokens cost, in whatever currency budgets are kept in. */
function Price(what: string): PropertyDecorator {
  const message = `the price of a million tokens that ${what}, such as 0.15, or 0 where they cost nothing; required with LANGUAGE_MODEL=endpoint`;
  return all(
    Transform(({ value }: { value: string }) => (/^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value)),
    ValidateIf(({ LANGUAGE_MODEL }: ModelConfig) => LANGUAGE_MODEL === 'endpoint'),
    IsNumber({ maxDecimalPlaces: 6 }, { message }),
    Min(0, { message }),
    Max(100_000, { message }),
  );
}

const withoutSlash = Transform(({ value }: { value: string }) => value.replace(/\/$/, ''));

/** Which models the program asks, and how it reaches them. */
export class ModelConfig {
  /** What makes vectors of texts, by which they are compared in meaning. */
  @IsIn(TEXT_ENCODERS, { message: TEXT_ENCODERS.join(', ') })
  TEXT_ENCODER: (typeof TEXT_ENCODERS)[number] = 'bundled';

  /** Of a service that speaks as OpenAI's; `/embeddings` is added. Without a slash at the end. */
  @withoutSlash
  @WithEndpoint(
    'TEXT_ENCODER',
    HTTP_ADDRESS,
    'the address of an API with /embeddings, such as https://models.example.com/v1',
  )
  TEXT_ENCODER_URL?: string;

  @WithEndpoint('TEXT_ENCODER', MODEL_NAME, MODEL_NAME_MESSAGE)
  TEXT_ENCODER_MODEL?: string;

  /** Sent as a bearer token. */
  @IsOptional()
  TEXT_ENCODER_KEY?: string;

  /** Seconds after which texts are compared by their words alone. */
  @WholeNumber('seconds that the encoder of texts has to answer', 1, 120)
  TEXT_ENCODER_TIMEOUT_SECONDS: number = 10;

  /** What reads what rules cannot, in accounts that have switched it on. */
  @IsIn(LANGUAGE_MODELS, { message: LANGUAGE_MODELS.join(', ') })
  LANGUAGE_MODEL: (typeof LANGUAGE_MODELS)[number] = 'none';

  /** Of a service that speaks as OpenAI's; `/chat/completions` is added. Without a slash at the end. */
  @withoutSlash
  @WithEndpoint(
    'LANGUAGE_MODEL',
    HTTP_ADDRESS,
    'the address of an API with /chat/completions, such as https://models.example.com/v1',
  )
  LANGUAGE_MODEL_URL?: string;

  @WithEndpoint('LANGUAGE_MODEL', MODEL_NAME, MODEL_NAME_MESSAGE)
  LANGUAGE_MODEL_NAME?: string;

  /** Sent as a bearer token. */
  @IsOptional()
  LANGUAGE_MODEL_KEY?: string;

  /** Of a million tokens that are sent. */
  @Price('are sent')
  LANGUAGE_MODEL_INPUT_PRICE?: number;

  /** Of a million tokens that are answered. */
  @Price('are answered')
  LANGUAGE_MODEL_OUTPUT_PRICE?: number;

  /** Whether the service takes a JSON Schema with a request; else it is asked for JSON, and told the form in words. */
  @TrueOrFalse()
  LANGUAGE_MODEL_JSON_SCHEMA: boolean = true;

  /** Seconds that one call may take with all its attempts. */
  @WholeNumber('seconds that a call of the language model may take', 1, 600)
  LANGUAGE_MODEL_TIMEOUT_SECONDS: number = 60;

  /** Calls at a time in one process. */
  @WholeNumber('calls of the language model at a time in one process', 1, 64)
  LANGUAGE_MODEL_CONCURRENCY: number = 2;
}
