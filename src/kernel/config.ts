import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsOptional,
  IsString,
  Matches,
  ValidateIf,
  validateSync,
  type ValidationError,
} from 'class-validator';
import { StartupError } from './errors/startup-error.js';
import { ROLES as USER_ROLES, type Role } from './http/actor.js';
import { ModelConfig } from './model-config.js';
import { PROJECT_ROOT } from './project-root.js';
import { DOMAINS, HOST_NAME, LOOPBACK, OPEN_ISSUERS, ORIGIN, SLUG } from './setting-forms.js';
import { all, Passing, TrueOrFalse, WholeNumber } from './setting-checks.js';

const ROLES = ['all', 'api', 'worker'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Their values never appear in a message. */
const SECRETS: readonly string[] = [
  'DATABASE_URL',
  'JWT_PUBLIC_KEY',
  'OIDC_CLIENT_SECRET',
  'TEXT_ENCODER_KEY',
  'LANGUAGE_MODEL_KEY',
] satisfies (keyof Config)[];

/** What tokens from elsewhere must name: required as soon as their keys are given. */
function NamedByTokens(what: string): PropertyDecorator {
  return all(
    ValidateIf(({ JWT_PUBLIC_KEY, JWKS_URL }: Config) => Boolean(JWT_PUBLIC_KEY ?? JWKS_URL)),
    IsString({ message: `the ${what} that tokens name, required with JWT_PUBLIC_KEY or JWKS_URL` }),
  );
}

/** What comes with an identity provider that people sign in by: required as soon as that is set. */
function WithProvider(what: string): PropertyDecorator {
  return all(
    ValidateIf(({ OIDC_ISSUER }: Config) => Boolean(OIDC_ISSUER)),
    IsString({ message: `${what}, required with OIDC_ISSUER` }),
  );
}

/**
 * Every setting of the program, named as its environment variable; `.env.example` explains each. The message of a check
 * says what the variable takes.
 */
export class Config extends ModelConfig {
  @WholeNumber('a TCP port', 0, 65_535, 'any free one')
  PORT: number = 3000;

  @Matches(HOST_NAME, { message: 'an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0' })
  HOST: string = '127.0.0.1';

  @Passing('postgresql://user:password@host:port/database', (text) =>
    ['postgres:', 'postgresql:'].includes(new URL(text).protocol),
  )
  DATABASE_URL?: string;

  /** Absolute; what is given is taken from the project's folder. */
  @IsString({ message: 'the path of a folder' })
  DATA_DIR: string = '.data';

  @IsIn(ROLES, { message: 'all, api or worker' })
  ROLE: (typeof ROLES)[number] = 'all';

  @IsIn(LOG_LEVELS, { message: LOG_LEVELS.join(', ') })
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** Where browsers reach the program, without a slash at the end; when it is https, cookies are sent by that alone. */
  @Transform(({ value }: { value: string }) => value.replace(/\/$/, ''))
  @IsOptional()
  @Matches(ORIGIN, {
    message: 'the address at which browsers reach the program, such as https://desk.example.com',
  })
  PUBLIC_URL?: string;

  /** Hours without use after which a browser session ends. */
  @WholeNumber('hours without use after which a browser session ends', 1, 8_760)
  SESSION_IDLE_HOURS: number = 168;

  /** Days after which a browser session ends, however much it is used. */
  @WholeNumber('days after which a browser session ends', 1, 365)
  SESSION_DAYS: number = 30;

  /** Requests a second and credential. */
  @WholeNumber('requests a second for each credential', 0, 1_000_000, 'no limit')
  RATE_LIMIT: number = 2000;

  @Transform(({ value }: { value: string }) => value.replaceAll('\\n', '\n'))
  @Passing(
    'an Ed25519 public key in PEM (BEGIN PUBLIC KEY), its line breaks may be written \\n',
    (text) => text.includes('BEGIN PUBLIC KEY') && createPublicKey(text).asymmetricKeyType === 'ed25519',
  )
  JWT_PUBLIC_KEY?: string;

  @Passing('the http(s) address of a JSON Web Key Set', (text) =>
    ['http:', 'https:'].includes(new URL(text).protocol),
  )
  JWKS_URL?: string;

  /** The identity provider that people sign in by. */
  @Passing('the https address of an OpenID Connect provider, as its discovery document names it', (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  })
  OIDC_ISSUER?: string;

  @WithProvider('the client id that the provider gave')
  OIDC_CLIENT_ID?: string;

  @WithProvider('the client secret that the provider gave')
  OIDC_CLIENT_SECRET?: string;

  /** How the provider is called where one signs in. */
  @Matches(/^.{1,60}$/, { message: 'the name of the provider, of at most 60 characters' })
  OIDC_NAME: string = 'Single sign-on';

  /** The slug of the account that everybody at the provider belongs to. */
  @IsOptional()
  @Matches(new RegExp(`^${SLUG}$`), { message: 'the slug of an account' })
  OIDC_ACCOUNT?: string;

  /** The slugs of accounts, by the domains of addresses. */
  @Transform(({ value }: { value: string }) => value.toLowerCase())
  @IsOptional()
  @Matches(DOMAINS, {
    message: 'domains and slugs, such as larkfield.example=larkfield-it,acme.example=acme',
  })
  OIDC_DOMAINS?: string;

  /** What somebody may do who signs in for the first time. */
  @IsIn(USER_ROLES, { message: USER_ROLES.join(', ') })
  OIDC_ROLE: Role = 'viewer';

  /** The claim by which the provider says that an address is its holder's: true, or the address's domain. */
  @Matches(/^[\w:./-]{1,100}$/, { message: 'the name of a claim' })
  OIDC_VERIFIED_CLAIM: string = 'email_verified';

  @NamedByTokens('issuer')
  JWT_ISSUER?: string;

  @NamedByTokens('audience')
  JWT_AUDIENCE?: string;

  /** Of the program's own PostgreSQL, which is started again when it ends. */
  @WholeNumber('seconds within which the own database has to be back', 1, 86_400)
  DATABASE_RESTART_SECONDS: number = 60;

  @WholeNumber('connections to the database', 1, 500)
  DATABASE_POOL_SIZE: number = 10;

  @WholeNumber('jobs at a time in one process', 1, 64)
  WORKER_CONCURRENCY: number = 4;

  /** Bytes. */
  @WholeNumber('the largest request body in bytes', 1024, 1_073_741_824)
  BODY_LIMIT: number = 2_097_152;

  /** Seconds. */
  @WholeNumber('seconds in which a request body has to come whole', 1, 3600)
  BODY_TIMEOUT_SECONDS: number = 60;

  /** Bytes of request bodies that the process holds at a time. */
  @WholeNumber('bytes of request bodies held at a time', 1_048_576, 17_179_869_184)
  BODIES_LIMIT: number = 134_217_728;

  /** Origins whose pages may call the API from a browser. */
  @Transform(({ value }: { value: string }) => value.split(',').map((origin) => origin.trim()))
  @Matches(ORIGIN, {
    each: true,
    message: 'origins separated by commas, such as https://desk.example.com,http://localhost:5173',
  })
  CORS_ORIGINS: string[] = [];

  /** Seconds between two signs of life of an event stream, and two looks whether its credential is still good. */
  @WholeNumber('seconds between the heartbeats of an event stream', 1, 300)
  EVENT_HEARTBEAT_SECONDS: number = 15;

  /** Event streams that one credential may have open in one process. */
  @WholeNumber('open event streams for each credential', 1, 1000)
  EVENT_STREAMS: number = 10;

  /** Days for which events are kept for who was away. */
  @WholeNumber('days for which events are kept', 1, 90)
  EVENT_DAYS: number = 7;

  /** Whether webhooks may lead to private addresses, and by plain HTTP. */
  @TrueOrFalse()
  WEBHOOK_ALLOW_PRIVATE: boolean = false;

  /** Seconds that a webhook's receiver has to answer. */
  @WholeNumber('seconds that the receiver of a webhook has to answer', 1, 60)
  WEBHOOK_TIMEOUT_SECONDS: number = 10;

  /** Where figures for Prometheus are shown; nowhere when left out. */
  @IsOptional()
  @WholeNumber('the TCP port of the metrics', 0, 65_535, 'any free one')
  METRICS_PORT?: number;

  @Matches(HOST_NAME, { message: 'an address or host name to show them on, such as 127.0.0.1' })
  METRICS_HOST: string = '127.0.0.1';

  @TrueOrFalse()
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
  const texts = Object.entries(env).map(([name, text]) => [name, text?.trim()] as const);
  const config = plainToInstance(Config, Object.fromEntries(texts.filter(([, text]) => text)));
  // The other variables of the environment are no settings.
  const [fault] = validateSync(config, { whitelist: true });
  if (fault) throw refused(fault, env[fault.property]);
  if (config.JWT_PUBLIC_KEY && config.JWKS_URL) {
    throw new ConfigError('JWT_PUBLIC_KEY and JWKS_URL are both set; give one of them');
  }
  expectRuleOfProvider(config);
  config.DATA_DIR = resolve(PROJECT_ROOT, config.DATA_DIR);
  return config;
}

/** @throws ConfigError when it is not said whom the identity provider lets into which account */
function expectRuleOfProvider({ OIDC_ISSUER, OIDC_ACCOUNT, OIDC_DOMAINS, PUBLIC_URL }: Config): void {
  if (OIDC_ISSUER === undefined) return;
  if (PUBLIC_URL === undefined)
    throw new ConfigError('PUBLIC_URL is missing; OIDC_ISSUER needs it, since the provider leads back there');
  if ((OIDC_ACCOUNT === undefined) === (OIDC_DOMAINS === undefined))
    throw new ConfigError(
      'OIDC_ISSUER needs one of OIDC_ACCOUNT and OIDC_DOMAINS, which say who belongs where',
    );
  if (OIDC_ACCOUNT !== undefined && OPEN_ISSUERS.test(OIDC_ISSUER))
    throw new ConfigError(
      'OIDC_ACCOUNT would let everybody in who has an account at OIDC_ISSUER; give OIDC_DOMAINS instead',
    );
}

function refused({ property, constraints }: ValidationError, text: string | undefined): ConfigError {
  const [takes] = Object.values(constraints ?? {});
  let fault = 'is missing';
  if (text?.trim()) {
    fault = SECRETS.includes(property)
      ? 'has a value that cannot be used'
      : `cannot be ${JSON.stringify(text)}`;
  }
  return new ConfigError(`${property} ${fault}; it takes ${takes}`);
}
