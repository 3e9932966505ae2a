import { describe, expect, it } from '@jest/globals';
import { formatWebhookSecret, messageId, newWebhookSecret, signedHeaders } from './signature.js';

const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const AT = new Date(1_614_265_330_900);
const BODY = '{"test": 2432232314}';

describe('signatures', () => {
  it('are those of Standard Webhooks', () => {
    expect(signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', AT, BODY, [SECRET])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are one for each secret', () => {
    const other = newWebhookSecret();
    const signature = (...secrets: Buffer[]) =>
      signedHeaders('msg_1', AT, BODY, secrets)['webhook-signature'];
    expect(signature(other, SECRET)).toBe(`${signature(other)} ${signature(SECRET)}`);
  });

  it.each([
    ['id', 'msg_2', AT, BODY],
    ['time', 'msg_1', new Date(AT.getTime() + 1_000), BODY],
    ['body', 'msg_1', AT, `${BODY} `],
  ])('cover the %s', (_, id, at, body) => {
    const plain = signedHeaders('msg_1', AT, BODY, [SECRET])['webhook-signature'];
    expect(signedHeaders(id, at, body, [SECRET])['webhook-signature']).not.toBe(plain);
  });
});

describe('secrets', () => {
  it('are 256 random bits, in the form that libraries take', () => {
    const [a, b] = [newWebhookSecret(), newWebhookSecret()];
    expect(a).toHaveLength(32);
    expect(a.equals(b)).toBe(false);
    expect(formatWebhookSecret(SECRET)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  });
});

describe('message ids', () => {
  it('hold no dot, which would end them in what is signed', () => {
    expect(messageId('0199c2f7-2b3c-7d4e-9f5a-6b7c8d9e0f1a')).toBe('msg_0199c2f72b3c7d4e9f5a6b7c8d9e0f1a');
  });
});
