import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress, urlFault } from './public-address.js';

const PRIVATE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456:789a::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
];

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
];

describe('addresses', () => {
  it.each(PRIVATE)('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  it('are never public when they wrap an IPv4 address', () => {
    const hex = (high: number, low: number): string => ((high << 8) | low).toString(16);
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), ([a, b, c, d]) => {
        const tail = `${hex(a, b)}:${hex(c, d)}`;
        for (const form of [
          `::ffff:${tail}`,
          `::${tail}`,
          `64:ff9b::${tail}`,
          `2002:${tail}::1`,
          `::ffff:0:${tail}`,
        ])
          expect({ form, public: isPublicAddress(form) }).toEqual({ form, public: false });
      }),
    );
  });
});

describe('what is sent to', () => {
  it.each([
    'https://hooks.example.com/a?b=c',
    'https://hooks.example.com:8443/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
  ])('can be %s', (url) => expect(urlFault(url, false)).toBeNull());

  it.each([
    ['/hook', /absolute/],
    ['hooks.example.com', /absolute/],
    ['http://hooks.example.com', /https/],
    ['ftp://hooks.example.com', /https/],
    ['javascript:alert(1)', /https/],
    ['https://user:secret@hooks.example.com/', /user name/],
    ['https://hooks.example.com/#a', /fragment/],
    ['https://hooks.example.com/a b', /blanks/],
    ['https://hooks.\nexample.com/', /blanks/],
    ['https://localhost/', /private/],
    ['https://LOCALHOST./', /private/],
    ['https://a.localhost:8443/', /private/],
    ['https://127.0.0.1/', /private/],
    ['https://2130706433/', /private/],
    ['https://0x7f.1/', /private/],
    ['https://0177.0.0.1/', /private/],
    ['https://169.254.169.254/latest/meta-data', /private/],
    ['https://[::1]/', /private/],
    ['https://[::ffff:10.0.0.1]/', /private/],
  ])('cannot be %s', (url, why) => expect(urlFault(url, false)).toMatch(why));

  it('may be private and plain where the configuration says so, and nothing else more', () => {
    expect(urlFault('http://127.0.0.1:8080/', true)).toBeNull();
    expect(urlFault('https://[::1]/', true)).toBeNull();
    expect(urlFault('file:///etc/passwd', true)).toMatch(/https/);
    expect(urlFault('http://user@localhost/', true)).toMatch(/user name/);
  });
});
