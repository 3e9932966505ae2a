import { findPhoneNumbersInText } from 'libphonenumber-js';
import { Recent } from '../kernel/recent.js';

/** What stands in place of something that nobody else should read. */
export type RedactedKind = 'name' | 'email' | 'phone' | 'secret' | 'account number' | 'personal data';

export const redacted = (kind: RedactedKind): string => `[redacted: ${kind}]`;

/*
 * Formats of keys and tokens are those that their makers document. There are libraries with rules for them (secretlint), which
 * read files of source and take a second for it; what is wanted here is a fraction of a millisecond for a sentence.
 */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON web tokens; GitHub, GitLab, Slack, npm, Hugging Face, SendGrid, Stripe, OpenAI and the like; AWS; Google.
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|npm_\w{20,}|hf_\w{20,}|SG\.[\w.-]{20,}|(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[\w-]{16,}|dop_v1_\w{20,}|pat-\w{2,4}-[\w-]{20,})/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}/g,
  /(?<=\b(?:bearer|basic|authorization:|x-api-key:)\s{1,3})[\w.~+/-]{8,}=*/gi,
  // Recovery keys of BitLocker, and product keys.
  /\b\d{6}(?:-\d{6}){7}\b/g,
  /\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}\b/g,
];

/** "https://anna:secret@host" */
const IN_ADDRESS = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/gi;

const SECRET_NOUN =
  '(?:pass ?words?|pass ?codes?|pass ?phrases?|passwd|pwd|pw|pin(?:[- ]?code)?|kennw[o\u00f6]rt(?:er)?|passw[o\u00f6]rt(?:er)?|mot de passe|mdp|contrase\u00f1a|clave|senha|wachtwoord|api[- ]?key|secret(?: key)?|access key|token|otp|einmalcode|credentials?|code pin|pincode)';
/** "password: x", "PIN = 1234": whatever stands there. */
const SECRET_SET = new RegExp(
  `(?<=(?<![\\p{L}\\p{N}])${SECRET_NOUN}\\s{0,2}[:=]\\s{0,2})["'\u201c\u201e]?[^\\s"'\u201d,;]{3,}`,
  'giu',
);
/** "MY_SECRET_KEY=x", "curl -u anna:x", "mysql -px", "net user anna x": where programs take them. */
const SECRET_GIVEN: readonly RegExp[] = [
  /(?<=\b[A-Z0-9_]{0,40}(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|ACCESS_KEY)[A-Z0-9_]{0,20}=)["']?[^\s"']{3,}/g,
  /(?<=\bcurl\b[^\n]{0,200}\s(?:-u|--user)\s{1,2}["']?[^\s:"']{1,64}:)[^\s"']+/g,
  /(?<=\b(?:mysql|mysqldump|mariadb)\b[^\n]{0,200}\s-p)(?=\S{4,})[^\s"']+/g,
  /(?<=\bnet user [\w.-]{1,64} )(?!\/)(?=\S*[\p{L}])[^\s"]{4,}/gu,
  /(?<=(?<![\p{L}\p{N}])pass\s{0,2}[:=]\s{0,2})["']?(?=[^\s]*(?:\d|[!#$%&*@]))[^\s"',;]{4,}/giu,
];

/** "the password is x", "das Passwort lautet x": where it looks like one. */
const SECRET_SAID = new RegExp(
  `(?<=(?<![\\p{L}\\p{N}])${SECRET_NOUN}(?: (?!and\\b|or\\b|for\\b)[\\p{L}]{1,12}){0,3}? (?:is|was|to|as|with|ist|lautet|war|auf|est|\u00e9tait|es|era|\u00e9|e|\u00e8|in|naar|now|jetzt|:) )["'\u201c\u201e]?(?=[^\\s]*(?:\\d|[^\\p{L}\\p{N}\\s.,;:!?"'\u201c\u201d\u201e-]))(?=[^\\s]*\\p{L}|\\d{3,})[^\\s"'\u201d,;]{3,}`,
  'giu',
);

/** "with password X1y2z3": straight behind the word, where it cannot be anything else. */
const SECRET_BEHIND = new RegExp(
  `(?<=(?<![\\p{L}\\p{N}])${SECRET_NOUN} )["'\u201c\u201e]?(?=[^\\s]*\\d)(?=[^\\s]*\\p{L})(?=[^\\s]*(?:\\p{Lu}|[!#$%&*@_]))[^\\s"'\u201d,;]{6,}`,
  'giu',
);

/** The lengths of RFC 5321: without them, a long text without a space is gone through again from each of its letters. */
const EMAIL =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/** Numbers as they are written in one country: with the area in brackets, in groups, or behind a word for a phone. */
const PHONES: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.+])\(\d{2,5}\)[ .-]?\d{3,4}[ .-]?\d{3,5}(?![\p{N}])/gu,
  /(?<![\p{L}\p{N}.:+-])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\p{N}.-])/gu,
  /(?<![\p{L}\p{N}.:+-])0\d{1,4}[ /-]\d{3,}(?:[ /-]?\d{2,})*(?![\p{N}.])/gu,
  /(?<=\b(?:phone|tel|telephone|mobile|cell|call(?: me| us| back)?(?: (?:at|on|under))?|reach (?:me|us|him|her)(?: (?:at|on|under))?|ring|dial|fax|telefon|handy|mobil|durchwahl|anrufen|r\u00fcckruf|t\u00e9l\u00e9phone|portable|t\u00e9l|tel\u00e9fono|m\u00f3vil|celular|telefone|telem\u00f3vel|telefono|cellulare|telefoon|mobiel)(?: (?:number|nummer|no|nr|is|ist|est|es|\u00e9|\u00e8|unter|sous|al|au|op|under|at|on)){0,2}[.:]? {0,2})\+?\d[\d ()/.-]{4,}\d/giu,
];
const SSN = /\b\d{3}-\d{2}-\d{4}\b/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g;
const CARD = /(?<![\p{L}\p{N}.-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}.-])/gu;

/** Somebody who says who he is, by the capitals of his name. */
const INTRODUCED =
  /(?<=\b(?:[Mm]y name(?: is|'s)|[Tt]he name is|[Tt]his is|[Ii] am called|[Mm]ein [Nn]ame ist|[Ii]ch hei(?:\u00df|ss)e|[Hh]ier (?:ist|spricht)|[Jj]e m'appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]eu nome (?:\u00e9|e)|[Mm]e chamo|[Mm]i chiamo|[Ii]l mio nome \u00e8|[Ii]k heet|[Mm]ijn naam is) )\p{Lu}[\p{L}'-]+(?: (?:von |van |de |di |da |del |den |der )?\p{Lu}[\p{L}'-]+){0,3}/gu;

const known = new Recent<string, string>(50_000);

/**
 * A text without what identifies people or opens doors: e-mail addresses, phone numbers, keys, tokens, credentials, numbers
 * of cards and accounts, and the name of who introduces himself. Each is marked with its kind. Done twice it changes nothing.
 */
export function redactText(text: string): string {
  let result = known.get(text);
  if (result === undefined) {
    result = redact(text);
    known.set(text, result);
  }
  return result;
}

function redact(text: string): string {
  let result = text;
  for (const pattern of SECRETS) result = result.replace(pattern, redacted('secret'));
  for (const pattern of SECRET_GIVEN) result = result.replace(pattern, keepMarks);
  result = result
    .replace(IN_ADDRESS, redacted('secret'))
    .replace(SECRET_SET, keepMarks)
    .replace(SECRET_SAID, keepMarks)
    .replace(SECRET_BEHIND, keepMarks)
    .replace(EMAIL, redacted('email'))
    .replace(IBAN, (found) => (isIban(found) ? redacted('account number') : found))
    .replace(CARD, (found) => (passesLuhn(found) ? redacted('account number') : found))
    .replace(SSN, redacted('personal data'));
  result = withoutPhones(result);
  return result.replace(INTRODUCED, redacted('name'));
}

/** What was redacted before stays as it is marked. */
function keepMarks(found: string): string {
  return found.startsWith('[redacted') ? found : redacted('secret');
}

function withoutPhones(text: string): string {
  if (!/\d{2}/.test(text)) return text;
  let result = text;
  if (text.includes('+'))
    for (const { startsAt, endsAt } of findPhoneNumbersInText(text).reverse())
      result = result.slice(0, startsAt) + redacted('phone') + result.slice(endsAt);
  for (const pattern of PHONES) result = result.replace(pattern, redacted('phone'));
  return result;
}

/** Source: ISO/IEC 7812-1, annex B (Luhn). */
function passesLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((all, digit, i) => {
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    return all + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return new Set(digits).size > 1 && sum % 10 === 0;
}

/** Source: ISO 13616-1, the remainder by 97. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
