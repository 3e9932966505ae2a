import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { Config, ConfigError, loadConfig } from './config.js';
import { PROJECT_ROOT } from './project-root.js';

const ed25519 = generateKeyPairSync('ed25519');
const publicPem = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const otherPem = generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('configuration', () => {
  it('has a default for everything that is not given', () => {
    expect(loadConfig({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      METRICS_HOST: '127.0.0.1',
      DATA_DIR: join(PROJECT_ROOT, '.data'),
      ROLE: 'all',
      LOG_LEVEL: 'info',
      SESSION_IDLE_HOURS: 168,
      SESSION_DAYS: 30,
      RATE_LIMIT: 2000,
      DATABASE_POOL_SIZE: 10,
      DATABASE_RESTART_SECONDS: 60,
      WORKER_CONCURRENCY: 4,
      BODY_LIMIT: 2_097_152,
      BODY_TIMEOUT_SECONDS: 60,
      BODIES_LIMIT: 134_217_728,
      CORS_ORIGINS: [],
      EVENT_HEARTBEAT_SECONDS: 15,
      EVENT_STREAMS: 10,
      EVENT_DAYS: 7,
      OIDC_NAME: 'Single sign-on',
      OIDC_ROLE: 'viewer',
      OIDC_VERIFIED_CLAIM: 'email_verified',
      WEBHOOK_ALLOW_PRIVATE: false,
      WEBHOOK_TIMEOUT_SECONDS: 10,
      TEXT_ENCODER: 'bundled',
      TEXT_ENCODER_TIMEOUT_SECONDS: 10,
      LANGUAGE_MODEL: 'none',
      LANGUAGE_MODEL_JSON_SCHEMA: true,
      LANGUAGE_MODEL_TIMEOUT_SECONDS: 60,
      LANGUAGE_MODEL_CONCURRENCY: 2,
      SEED_DEMO: true,
    });
  });

  it('reads each variable as its type', () => {
    const config = loadConfig({
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgres://u:p@localhost/db',
      DATA_DIR: '/somewhere',
      ROLE: 'worker',
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '0',
      CORS_ORIGINS: 'https://desk.example.com, http://localhost:5173',
      SEED_DEMO: 'false',
    });
    expect(config).toMatchObject({
      PORT: 0,
      HOST: '::1',
      DATABASE_URL: 'postgres://u:p@localhost/db',
      DATA_DIR: '/somewhere',
      ROLE: 'worker',
      LOG_LEVEL: 'silent',
      RATE_LIMIT: 0,
      CORS_ORIGINS: ['https://desk.example.com', 'http://localhost:5173'],
      SEED_DEMO: false,
    });
  });

  it('takes an empty variable as absent, and surrounding blanks away', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', ROLE: ' api ' })).toMatchObject({
      PORT: 3000,
      ROLE: 'api',
    });
  });

  it('takes a key whose line breaks are written out', () => {
    const config = loadConfig({
      JWT_PUBLIC_KEY: publicPem.trim().replaceAll('\n', '\\n'),
      JWT_ISSUER: 'https://id.example.com',
      JWT_AUDIENCE: 'resolutionflow',
    });
    expect(config.JWT_PUBLIC_KEY).toBe(publicPem.trim());
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['PORT', '80.5'],
    ['HOST', 'two words'],
    ['ROLE', 'both'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT', 'none'],
    ['JWKS_URL', 'file:///keys'],
    ['DATABASE_POOL_SIZE', '0'],
    ['WORKER_CONCURRENCY', '65'],
    ['BODY_LIMIT', '1MB'],
    ['BODY_TIMEOUT_SECONDS', '0'],
    ['BODIES_LIMIT', 'much'],
    ['CORS_ORIGINS', 'any'],
    ['CORS_ORIGINS', 'desk.example.com'],
    ['CORS_ORIGINS', 'https://desk.example.com/'],
    ['CORS_ORIGINS', 'https://desk.example.com,'],
    ['PUBLIC_URL', 'desk.example.com'],
    ['PUBLIC_URL', 'https://desk.example.com/desk'],
    ['SESSION_IDLE_HOURS', '0'],
    ['SESSION_DAYS', '366'],
    ['OIDC_ISSUER', 'http://id.example.com'],
    ['OIDC_ISSUER', 'id.example.com'],
    ['OIDC_ACCOUNT', 'Larkfield IT'],
    ['OIDC_DOMAINS', 'larkfield.example'],
    ['OIDC_DOMAINS', 'larkfield.example=a,'],
    ['OIDC_ROLE', 'owner'],
    ['OIDC_VERIFIED_CLAIM', 'two words'],
    ['TEXT_ENCODER', 'large'],
    ['TEXT_ENCODER_TIMEOUT_SECONDS', '0'],
    ['LANGUAGE_MODEL', 'bundled'],
    ['LANGUAGE_MODEL_JSON_SCHEMA', 'maybe'],
    ['LANGUAGE_MODEL_TIMEOUT_SECONDS', '601'],
    ['LANGUAGE_MODEL_CONCURRENCY', '0'],
    ['SEED_DEMO', 'yes'],
  ])('refuses %s=%s in one line that names the variable, its value and what it takes', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line).toMatch(new RegExp(`^${name} cannot be "${value}"; it takes .+$`));
    expect(line).not.toContain('\n');
  });

  it.each([
    ['DATABASE_URL', 'mysql://user:hunter2@localhost/db'],
    ['DATABASE_URL', 'hunter2'],
    ['JWT_PUBLIC_KEY', 'hunter2'],
    ['JWT_PUBLIC_KEY', otherPem],
    ['JWT_PUBLIC_KEY', privatePem],
  ])('refuses a bad %s without showing it', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line).toMatch(new RegExp(`^${name} has a value that cannot be used; it takes .+$`));
    expect(line).not.toContain('hunter2');
  });

  it('wants issuer and audience with keys from elsewhere, and one kind of them', () => {
    const JWKS_URL = 'https://id.example.com/keys';
    expect(refusal({ JWKS_URL, JWT_AUDIENCE: 'us' })).toMatch(/^JWT_ISSUER is missing; it takes /);
    expect(refusal({ JWKS_URL, JWT_ISSUER: 'them' })).toMatch(/^JWT_AUDIENCE is missing; it takes /);
    const both = { JWKS_URL, JWT_PUBLIC_KEY: publicPem, JWT_ISSUER: 'them', JWT_AUDIENCE: 'us' };
    expect(refusal(both)).toContain('both set');
  });

  it('wants everything that belongs to an identity provider, and a rule that lets not everybody in', () => {
    const whole = {
      PUBLIC_URL: 'https://desk.example.com/',
      OIDC_ISSUER: 'https://id.example.com',
      OIDC_CLIENT_ID: 'us',
      OIDC_CLIENT_SECRET: 'hunter2',
      OIDC_DOMAINS: 'Larkfield.example=larkfield-it, acme.example=acme',
    };
    expect(loadConfig(whole)).toMatchObject({
      PUBLIC_URL: 'https://desk.example.com',
      OIDC_DOMAINS: 'larkfield.example=larkfield-it, acme.example=acme',
    });
    for (const name of ['PUBLIC_URL', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
      expect(refusal({ ...whole, [name]: '' })).toMatch(new RegExp(`^${name} is missing`));
    expect(refusal({ ...whole, OIDC_DOMAINS: '' })).toContain('OIDC_ACCOUNT and OIDC_DOMAINS');
    expect(refusal({ ...whole, OIDC_ACCOUNT: 'acme' })).toContain('OIDC_ACCOUNT and OIDC_DOMAINS');
    const one = { ...whole, OIDC_DOMAINS: '', OIDC_ACCOUNT: 'acme' };
    expect(loadConfig(one).OIDC_ACCOUNT).toBe('acme');
    expect(loadConfig({ ...one, OIDC_ISSUER: 'http://localhost:8080/realms/desk' })).toBeDefined();
    for (const OIDC_ISSUER of [
      'https://accounts.google.com',
      'https://login.microsoftonline.com/common/v2.0',
    ])
      expect(refusal({ ...one, OIDC_ISSUER })).toContain('would let everybody in');
  });

  it('wants address and model of an encoder elsewhere, and shows no key', () => {
    const whole = {
      TEXT_ENCODER: 'endpoint',
      TEXT_ENCODER_URL: 'https://models.example.com/v1/',
      TEXT_ENCODER_MODEL: 'small',
      TEXT_ENCODER_KEY: 'hunter2',
    };
    expect(loadConfig(whole).TEXT_ENCODER_URL).toBe('https://models.example.com/v1');
    for (const name of ['TEXT_ENCODER_URL', 'TEXT_ENCODER_MODEL'])
      expect(refusal({ ...whole, [name]: '' })).toMatch(
        new RegExp(`^${name} is missing; it takes .+TEXT_ENCODER=endpoint$`),
      );
    expect(refusal({ ...whole, TEXT_ENCODER_URL: 'models.example.com' })).toContain('cannot be');
  });

  it('wants address, model and prices of a language model, and shows no key', () => {
    const whole = {
      LANGUAGE_MODEL: 'endpoint',
      LANGUAGE_MODEL_URL: 'http://127.0.0.1:11434/v1/',
      LANGUAGE_MODEL_NAME: 'small',
      LANGUAGE_MODEL_KEY: 'hunter2',
      LANGUAGE_MODEL_INPUT_PRICE: '0.15',
      LANGUAGE_MODEL_OUTPUT_PRICE: '0',
    };
    expect(loadConfig(whole)).toMatchObject({
      LANGUAGE_MODEL_URL: 'http://127.0.0.1:11434/v1',
      LANGUAGE_MODEL_INPUT_PRICE: 0.15,
      LANGUAGE_MODEL_OUTPUT_PRICE: 0,
    });
    for (const name of ['URL', 'NAME', 'INPUT_PRICE', 'OUTPUT_PRICE'])
      expect(refusal({ ...whole, [`LANGUAGE_MODEL_${name}`]: '' })).toMatch(
        new RegExp(`^LANGUAGE_MODEL_${name} is missing; it takes .+LANGUAGE_MODEL=endpoint$`),
      );
    for (const price of ['-1', 'cheap', '1e3', '100001', '0.1234567'])
      expect(refusal({ ...whole, LANGUAGE_MODEL_INPUT_PRICE: price })).toContain('the price of a million');
  });

  it('keeps issuer and audience, and nothing that is no setting', () => {
    const env = { JWKS_URL: 'https://id.example.com/keys', JWT_ISSUER: 'them', JWT_AUDIENCE: 'us' };
    expect(loadConfig({ ...env, PATH: '/bin' })).toEqual({ ...loadConfig({}), ...env });
  });

  it('says the bounds that it checks', () => {
    expect(refusal({ PORT: '65536' })).toBe(
      'PORT cannot be "65536"; it takes a TCP port, a whole number from 0 to 65535, 0 for any free one',
    );
    expect(refusal({ EVENT_DAYS: '91' })).toMatch(/a whole number from 1 to 90$/);
  });

  it('has each setting in .env.example, with its default or as an example', () => {
    const text = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
    const settings = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
    const names = [...new Set(settings.map(({ propertyName }) => propertyName))];
    const shown = parseEnv(text);
    expect(Object.keys(shown).sort()).toEqual(
      Object.keys(new Config())
        .filter((n) => n !== 'CORS_ORIGINS')
        .sort(),
    );
    expect(loadConfig(shown)).toEqual(loadConfig({}));
    expect(Object.keys(parseEnv(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''))).sort()).toEqual(names.sort());
  });
});
