import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export function newWebhookSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The secret as receivers are given it, and as the libraries of Standard Webhooks take it. */
export function formatWebhookSecret(secret: Buffer): string {
  return PREFIX + secret.toString('base64');
}

/** What identifies a message, the same at each attempt, so that receivers can tell what they had before. */
export function messageId(deliveryId: string): string {
  return `msg_${deliveryId.replaceAll('-', '')}`;
}

/**
 * The headers of Standard Webhooks, with one signature for each secret that is valid.
 * @param at when it is sent
 */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly Buffer[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const signatures = secrets.map((secret) => new Webhook(secret, { format: 'raw' }).sign(id, at, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
}
