import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { StartupError } from './errors/startup-error.js';
import { PROJECT_ROOT } from './project-root.js';

const ROLES = ['all', 'api', 'worker'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What each variable takes, in the words of the message that refuses a bad value. */
const takes = new Map<string, string>();
const secrets = new Set<string>();

const Takes =
  (text: string): PropertyDecorator =>
  (_target, name) =>
    void takes.set(String(name), text);

/** The value never appears in a message. */
const Secret: PropertyDecorator = (_target, name) => void secrets.add(String(name));

const Parses = (parse: (text: string) => boolean): PropertyDecorator =>
  ValidateBy({
    name: 'parses',
    validator: { validate: (value) => typeof value === 'string' && succeeds(() => parse(value)) },
  });

/** As browsers send it: scheme, host and port, and nothing after. */
const ORIGIN = /^https?:\/\/(?:[a-z\d.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/;

const isPostgresUrl = (text: string): boolean =>
  ['postgres:', 'postgresql:'].includes(new URL(text).protocol);

/** Every setting of the program, named as its environment variable; `.env.example` explains each. */
export class Config {
  @Takes('a TCP port from 0 to 65535, 0 for any free one')
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = 3000;

  @Takes('an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0')
  @Matches(/^[\w.:-]+$/)
  HOST: string = '127.0.0.1';

  @Takes('postgresql://user:password@host:port/database')
  @Secret
  @IsOptional()
  @Parses(isPostgresUrl)
  DATABASE_URL?: string;

  /** Absolute; what is given is taken from the project's folder. */
  @Takes('the path of a folder')
  @IsString()
  DATA_DIR: string = '.data';

  @Takes('all, api or worker')
  @IsIn(ROLES)
  ROLE: (typeof ROLES)[number] = 'all';

  @Takes(LOG_LEVELS.join(', '))
  @IsIn(LOG_LEVELS)
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** Requests a second and credential. */
  @Takes('requests a second for each credential, a whole number from 0 to 1000000, 0 for no limit')
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  RATE_LIMIT: number = 2000;

  @Takes('an Ed25519 public key in PEM (BEGIN PUBLIC KEY), its line breaks may be written \\n')
  @Secret
  @IsOptional()
  @Parses(
    (text) => text.includes('BEGIN PUBLIC KEY') && createPublicKey(text).asymmetricKeyType === 'ed25519',
  )
  JWT_PUBLIC_KEY?: string;

  @Takes('the http(s) address of a JSON Web Key Set')
  @IsOptional()
  @Parses((text) => ['http:', 'https:'].includes(new URL(text).protocol))
  JWKS_URL?: string;

  @Takes('the issuer that tokens name, required with JWT_PUBLIC_KEY or JWKS_URL')
  @IsOptional()
  @IsString()
  JWT_ISSUER?: string;

  @Takes('the audience that tokens name, required with JWT_PUBLIC_KEY or JWKS_URL')
  @IsOptional()
  @IsString()
  JWT_AUDIENCE?: string;

  /** Of the program's own PostgreSQL, which is started again when it ends. */
  @Takes('seconds within which the own database has to be back, a whole number from 1 to 86400')
  @IsInt()
  @Min(1)
  @Max(86_400)
  DATABASE_RESTART_SECONDS: number = 60;

  @Takes('connections to the database, a whole number from 1 to 500')
  @IsInt()
  @Min(1)
  @Max(500)
  DATABASE_POOL_SIZE: number = 10;

  @Takes('jobs at a time in one process, a whole number from 1 to 64')
  @IsInt()
  @Min(1)
  @Max(64)
  WORKER_CONCURRENCY: number = 4;

  /** Bytes. */
  @Takes('the largest request body in bytes, a whole number from 1024 to 1073741824')
  @IsInt()
  @Min(1024)
  @Max(1_073_741_824)
  BODY_LIMIT: number = 2_097_152;

  /** Seconds. */
  @Takes('seconds in which a request body has to come whole, a whole number from 1 to 3600')
  @IsInt()
  @Min(1)
  @Max(3600)
  BODY_TIMEOUT_SECONDS: number = 60;

  /** Bytes of request bodies that the process holds at a time. */
  @Takes('bytes of request bodies held at a time, a whole number from 1048576 to 17179869184')
  @IsInt()
  @Min(1_048_576)
  @Max(17_179_869_184)
  BODIES_LIMIT: number = 134_217_728;

  /** Origins whose pages may call the API from a browser. */
  @Takes('origins separated by commas, such as https://desk.example.com,http://localhost:5173')
  @IsArray()
  @Matches(ORIGIN, { each: true })
  CORS_ORIGINS: string[] = [];

  /** Seconds between two signs of life of an event stream, and two looks whether its credential is still good. */
  @Takes('seconds between the heartbeats of an event stream, a whole number from 1 to 300')
  @IsInt()
  @Min(1)
  @Max(300)
  EVENT_HEARTBEAT_SECONDS: number = 15;

  /** Event streams that one credential may have open in one process. */
  @Takes('open event streams for each credential, a whole number from 1 to 1000')
  @IsInt()
  @Min(1)
  @Max(1000)
  EVENT_STREAMS: number = 10;

  /** Days for which events are kept for who was away. */
  @Takes('days for which events are kept, a whole number from 1 to 90')
  @IsInt()
  @Min(1)
  @Max(90)
  EVENT_DAYS: number = 7;

  /** Whether webhooks may lead to private addresses, and by plain HTTP. */
  @Takes('true or false')
  @IsBoolean()
  WEBHOOK_ALLOW_PRIVATE: boolean = false;

  /** Seconds that a webhook's receiver has to answer. */
  @Takes('seconds that the receiver of a webhook has to answer, a whole number from 1 to 60')
  @IsInt()
  @Min(1)
  @Max(60)
  WEBHOOK_TIMEOUT_SECONDS: number = 10;

  @Takes('true or false')
  @IsBoolean()
  SEED_DEMO: boolean = true;
}

/** A setting that the program does not start with; one line that names the variable and what it takes. */
export class ConfigError extends StartupError {
  override readonly name: string = 'ConfigError';
}

/** The process's environment, and below it the `.env` file of the project's folder. */
export function environment(): NodeJS.ProcessEnv {
  const file = join(PROJECT_ROOT, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env;
}

/**
 * Reads and checks every setting once; an empty variable counts as absent.
 * @throws ConfigError on the first bad value
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const config = new Config();
  for (const name of takes.keys()) {
    const text = env[name]?.trim();
    if (text) Object.assign(config, { [name]: parse(name, text) });
  }
  const [fault] = validateSync(config);
  if (fault) throw refused(fault.property, env[fault.property]);
  requireTogether(config, env);
  config.DATA_DIR = resolve(PROJECT_ROOT, config.DATA_DIR);
  return config;
}

function requireTogether(config: Config, env: NodeJS.ProcessEnv): void {
  if (config.JWT_PUBLIC_KEY && config.JWKS_URL) {
    throw new ConfigError('JWT_PUBLIC_KEY and JWKS_URL are both set; give one of them');
  }
  if (!config.JWT_PUBLIC_KEY && !config.JWKS_URL) return;
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const) {
    if (!config[name]) throw refused(name, env[name]);
  }
}

function refused(name: string, text: string | undefined): ConfigError {
  const takesText = takes.get(name) ?? '';
  if (!text?.trim()) return new ConfigError(`${name} is missing; it takes ${takesText}`);
  const value = secrets.has(name) ? 'has a value that cannot be used' : `cannot be ${JSON.stringify(text)}`;
  return new ConfigError(`${name} ${value}; it takes ${takesText}`);
}

/** By the property's declared type; what cannot be read as that type is left as it is, for its check to refuse. */
function parse(name: string, text: string): unknown {
  const type: unknown = Reflect.getMetadata('design:type', Config.prototype, name);
  if (type === Number) return /^\d+$/.test(text) ? Number(text) : text;
  if (type === Boolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (type === Array) return text.split(',').map((item) => item.trim());
  return name === 'JWT_PUBLIC_KEY' ? text.replaceAll('\\n', '\n') : text;
}

function succeeds(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}
