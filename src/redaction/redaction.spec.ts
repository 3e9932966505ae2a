import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { privateQuestion } from './private-question.js';
import { messageRedactor, PRIVATE_QUESTION, redactSteps } from './redact-session.js';
import { redactText } from './redact-text.js';

describe('a text', () => {
  it.each([
    ['Forward it to kim.lee+it@corp.example.', 'Forward it to [redacted: email].'],
    ['Ring +44 20 7946 0958 again', 'Ring [redacted: phone] again'],
    ['mobile: 0171 7654321', 'mobile: [redacted: phone]'],
    ['(212) 555-0187 is the desk', '[redacted: phone] is the desk'],
    ['The password is Blue-Kite7.', 'The password is [redacted: secret]'],
    ['Kennwort: regenbogen', 'Kennwort: [redacted: secret]'],
    ['Sign in as guest with password Welcome1', 'Sign in as guest with password [redacted: secret]'],
    ['set the PIN to 4711', 'set the PIN to [redacted: secret]'],
    [
      'curl -H "Authorization: Bearer abcdefgh12345678"',
      'curl -H "Authorization: Bearer [redacted: secret]"',
    ],
    ['use https://kim:pa55@host/share', 'use https://[redacted: secret]@host/share'],
    ['key AKIAIOSFODNN7EXAMPLE expired', 'key [redacted: secret] expired'],
    ['ghp_0123456789abcdefghijklmnopqrstuvwxyz', '[redacted: secret]'],
    ['Card 4242 4242 4242 4242', 'Card [redacted: account number]'],
    ['IBAN GB82 WEST 1234 5698 7654 32', 'IBAN [redacted: account number]'],
    ['Hi, my name is Kim Lee and it hangs', 'Hi, my name is [redacted: name] and it hangs'],
    ['Ich heiße Uta von Berg.', 'Ich heiße [redacted: name].'],
    ['DB_PASSWORD=tulip99 npm start', 'DB_PASSWORD=[redacted: secret] npm start'],
    ['curl -sk -u ops:tulip99 https://host', 'curl -sk -u ops:[redacted: secret] https://host'],
    ['mysqldump -u ops -ptulip99 shop', 'mysqldump -u ops -p[redacted: secret] shop'],
    ['net user kim Tulip99 /add', 'net user kim [redacted: secret] /add'],
    ['gave her pass: Tulip#9', 'gave her pass: [redacted: secret]'],
  ])('%j is read as %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    'Ping 192.168.178.20 and 10.0.0.1.',
    'Error 0x80070005 after KB5034441 on Windows 11 23H2 (10.0.22631.3007)',
    'Set the MTU to 1400 and open UDP 500, 4500 and TCP 8443.',
    'Is the password older than 90 days?',
    'The password is wrong.',
    'Correlation 550e8400-e29b-41d4-a716-446655440000 at 2026-03-02 08:31:00',
    'Phone 1 is fine, phone 2 is not.',
    'netsh interface ip set dns Wi-Fi static 1.1.1.1',
    'Run dism /online /cleanup-image /restorehealth',
  ])('%j stays', (text) => expect(redactText(text)).toBe(text));

  it('is redacted once and for all', () => {
    const part = fc.constantFrom(
      'kim@corp.example',
      '+44 20 7946 0958',
      'password: x1y2',
      'PIN 4711',
      'is',
      'the token',
      '[redacted: email]',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        const once = redactText(parts.join(' '));
        expect(redactText(once)).toBe(once);
      }),
    );
  });
});

describe('a question', () => {
  it.each([
    ['What is your login name?', 'name'],
    ["What is the user's name?", 'name'],
    ['And your name, please?', 'name'],
    ['Whom am I talking to? I mean, who is calling?', 'name'],
    ['Could you tell me the PIN of the phone?', 'secret'],
    ['Which temporary password did I send you?', 'secret'],
    ['What is the answer to your security question?', 'personal data'],
    ["What was your mother's maiden name?", 'personal data'],
    ['Can I have your customer number?', 'account number'],
    ['Employee ID?', 'account number'],
    ['Which e-mail address do you use?', 'email'],
    ['What is your mobile number?', 'phone'],
    ['Wie heißen Sie?', 'name'],
    ['Which code did the authenticator app show?', 'secret'],
    ['Please read me the 6-digit code.', 'secret'],
    ['Wie lautet der WLAN-Schlüssel?', 'secret'],
    ['Nennen Sie mir bitte Ihre Kundennummer.', 'account number'],
    ['Können Sie mir Ihr Passwort nennen?', 'secret'],
    ['Quel est votre numéro de téléphone ?', 'phone'],
    ['¿Cuál es su contraseña?', 'secret'],
    ['Qual é a sua senha?', 'secret'],
    ['Qual è il suo codice fiscale?', 'personal data'],
    ['Wat is uw klantnummer?', 'account number'],
  ])('%j asks for %s', (question, kind) =>
    expect(privateQuestion(question)).toEqual({ kind, asksForIt: true }),
  );

  it.each([
    'Is the password expired?',
    'Did you change your PIN?',
    'Does Outlook ask for the password?',
    'What is the password policy?',
    'What happens after you enter your password?',
    'What is the name of the printer?',
    'What is the computer name?',
    'Which phone do you have?',
    'Can you send an e-mail to yourself?',
    'Is the account locked?',
    'Wie heißt der Drucker?',
    'Ist das Kennwort abgelaufen?',
  ])('%j may be asked in a flow', (question) =>
    expect(privateQuestion(question)?.asksForIt ?? false).toBe(false),
  );
});

describe('the steps of a session', () => {
  it('keep their places, without what was asked and answered in private', () => {
    const steps = [
      { kind: 'question' as const, text: 'What is your name?', result: 'Kim Lee' },
      { kind: 'question' as const, text: 'Has the password expired?', result: 'no, Blue-Kite7 is new' },
      { kind: 'question' as const, text: 'Who can open the share?', result: 'Kim Lee from sales' },
      { kind: 'question' as const, text: 'Who can open the share?', result: 'everyone' },
      { kind: 'action' as const, text: 'Mail the form to kim@corp.example.', result: 'solved' },
    ];
    expect(redactSteps(steps)).toEqual([
      { kind: 'info', text: PRIVATE_QUESTION, result: null },
      { kind: 'question', text: 'Has the password expired?', result: 'no, [redacted: secret] is new' },
      { kind: 'question', text: 'Who can open the share?', result: '[redacted: name]' },
      { kind: 'question', text: 'Who can open the share?', result: 'everyone' },
      { kind: 'action', text: 'Mail the form to [redacted: email].', result: 'solved' },
    ]);
  });

  it('and its messages hide the answers to such questions', () => {
    const messages = [
      { role: 'assistant', content: 'May I have your full name?' },
      { role: 'user', content: 'Kim Lee' },
      { role: 'assistant', content: 'Is the printer on?' },
      { role: 'user', content: 'yes' },
    ];
    expect(messages.map(messageRedactor()).map(({ content }) => content)).toEqual([
      'May I have your full name?',
      '[redacted: personal data]',
      'Is the printer on?',
      'yes',
    ]);
  });
});
