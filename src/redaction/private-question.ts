import { foldSpelling, withoutUmlauts } from '../kernel/text/fold.js';
import type { RedactedKind } from './redact-text.js';

/** Nouns for what nobody else should know, in the languages whose questions are read; without accents. */
const NOUNS: readonly (readonly [RedactedKind, string])[] = [
  [
    'secret',
    `pass ?words?|pass ?codes?|pass ?phrases?|pwd|pw|passwort|kennwort|mot de passe|mdp|contrasena|clave(?: de acceso)?|senha|wachtwoord|pin(?:[- ]?(?:code|number|nummer))?|code pin|otp|one[- ]?time (?:code|password)|(?:mfa|2fa|verification|security|authenticat(?:or|ion)|sms|backup|recovery) codes?|tan|cvv|cvc|bestatigungscode|sicherheitscode|code de (?:verification|securite)|codigo de (?:verificacion|seguridad|verificacao|seguranca)|codice di (?:verifica|sicurezza)|verificatiecode|recovery key|bitlocker key|(?:wi-?fi|wlan|network|wireless|router|pre-?shared) (?:key|passphrase)|netzwerkschlussel|wlan-?schlussel|cle (?:wi-?fi|reseau|wpa)|clave (?:wi-?fi|de la red)|chave (?:da rede|wi-?fi)|chiave (?:di rete|wi-?fi)|netwerksleutel|wiederherstellungsschlussel|api key|secret key|access token|token|credentials|log-?in details|zugangsdaten|anmeldedaten|credenciales|credenciais|credenziali|inloggegevens`,
  ],
  [
    'personal data',
    `security (?:question|answer)s?|secret (?:question|answer)|answer to (?:the|your) security question|maiden name|madchenname|nom de jeune fille|sicherheits(?:frage|antwort)|question (?:de securite|secrete)|pregunta (?:de seguridad|secreta)|pergunta (?:de seguranca|secreta)|domanda (?:di sicurezza|segreta)|beveiligingsvraag|(?:first |favou?rite )?pet|date of birth|birth ?date|birthday|dob|geburtsdatum|geburtstag|date de naissance|fecha de nacimiento|data de nascimento|data di nascita|geboortedatum|social security(?: number)?|ssn|tax (?:id|number)|passport number|national id|dni|cpf|codice fiscale|bsn|steuernummer|reisepassnummer|(?:home|postal|street|shipping|mailing|private) address|anschrift|wohnadresse|adresse postale|direccion postal|endereco residencial|indirizzo di casa|huisadres|postadresse`,
  ],
  [
    'account number',
    `(?:account|customer|client|contract|policy|member|membership|employee|staff|personnel|payroll|badge|student|patient|bank account|credit card|debit card|card) ?(?:numbers?|no|nr|id)|employee id|iban|kontonummer|kundennummer|vertragsnummer|personalnummer|mitarbeiternummer|kreditkartennummer|ausweisnummer|numero de (?:compte|client|contrat|employe|matricule|carte|cuenta|cliente|contrato|empleado|tarjeta|conta|funcionario|cartao)|matricule|numero (?:di )?(?:conto|cliente|contratto|matricola|dipendente|carta)|matricola|rekeningnummer|klantnummer|contractnummer|personeelsnummer`,
  ],
  [
    'email',
    `e-?mail(?:[- ]?(?:address|adresse|adres|account|id))?|mail ?(?:address|adresse)|mailadresse|adresse (?:e-?)?mail|adresse electronique|courriel|correo(?: electronico)?|direccion de (?:correo|e-?mail)|endereco de e-?mail|indirizzo (?:e-?mail|di posta)|e-?mailadres`,
  ],
  [
    'phone',
    `(?:(?:tele)?phone|mobile|cell(?:phone| phone)?|call ?back|contact|direct|desk phone|fax|whatsapp) ?(?:phone )?(?:numbers?|no|nr)|telefonnummer|handynummer|mobilnummer|ruckrufnummer|rufnummer|durchwahl|numero de (?:telephone|portable|mobile|telefono|movil|celular|telefone|telemovel)|numero di (?:telefono|cellulare)|telefoonnummer|mobiele? nummer`,
  ],
  [
    'name',
    `user ?names?|log-?in(?: name)?|user ?id|benutzername|anmeldename|nutzername|vorname|nachname|familienname|nom d'utilisateur|prenom|nom de famille|identifiant|nombre de usuario|apellidos?|nome de (?:usuario|utilizador)|sobrenome|apelido|nome utente|cognome|gebruikersnaam|voornaam|achternaam|(?:full|first|last|family|given|sur) ?names?`,
  ],
];

/** "Name" alone may be that of a machine: it has to be somebody's. */
const SOMEBODYS_NAME =
  /\b(?:(?:your|ur|his|her|their|the (?:user|caller|customer|employee|person|manager|colleague)(?:'s|s'|s)?) (?:own |full |first |last |complete |real )*names?|names? of (?:the |your |that )?(?:user|caller|customer|employee|person|manager|colleague|boss|supervisor)s?|(?:ihr|ihren|dein|deinen) (?:vollstandiger |vollstandigen |voller |vollen )?namen?|namen? (?:des|der|vom) (?:benutzers?|anrufers?|kunden|kundin|mitarbeiters?|mitarbeiterin|nutzers?)|(?:votre|ton) nom|nom (?:de l'utilisateur|du client|de l'appelant)|(?:su|tu) nombre|nombre (?:del usuario|del cliente|completo)|(?:seu|teu) nome|nome (?:do usuario|do utilizador|do cliente|completo|dell'utente|del cliente)|(?:suo|tuo) nome|(?:uw|je|jouw) naam|naam van de (?:gebruiker|klant|beller))(?! (?:server|of the (?:computer|printer|network|pc|device|server)))\s*(?:$|[?.,!;]| (?:and|please|again|for|as|und|bitte|et|y|e|en)\b)/;

/** A code that was sent to somebody, or that his device shows, to let him in. */
const CODE_TO_GET_IN =
  /\b(?:(?:4|5|6|8|four|five|six|eight)[- ]?digit (?:code|pin|number)|code\b.{0,30}\b(?:authenticator|text message|sms|texted)|(?:authenticator|text message|sms)\b.{0,30}\bcode|code\b.{0,20}\b(?:i|we) (?:just )?(?:sent|texted)|(?:vier|sechs|acht)stellige[nrs]? (?:code|nummer|zahl)|code (?:aus|in) der (?:sms|app)|code (?:recu )?par sms|codigo\b.{0,20}\b(?:sms|mensaje)|codice\b.{0,20}\bsms|code uit de sms)\b/;

/** Who somebody is, and where he is reached. */
const ABOUT_THE_PERSON =
  /\bwho (?:am i|are we) (?:speaking|talking|chatting) (?:to|with)\b|\bwho (?:is|'s) (?:calling|speaking|this)\b|\bwhat (?:should|can|may) (?:i|we) call you\b|\bhow (?:do|can) you spell your\b|\b(?:where|how|what (?:number|mail|e-?mail|address)|which (?:number|e-?mail)) (?:can|may|should|could) (?:i|we) (?:call|reach|contact|mail|phone) you\b|\bwhere (?:do|does) (?:you|the user|he|she) live\b|\bwo wohnen sie\b|\bmit wem (?:spreche|rede|schreibe)\b|\bwer spricht\b|\bwie heissen sie\b|\bwie heisst du\b|\bwie ist (?:ihr|dein) name\b|\ba qui ai-je\b|\bcomment vous appelez\b|\bcomment t'appelles\b|\bcon quien hablo\b|\bcomo se llama usted\b|\bcomo te llamas\b|\bcom quem (?:eu )?falo\b|\bcomo (?:voce )?se chama\b(?! (?:o|a|os|as) )|\bcon chi parlo\b|\bcome si chiama lei\b|\bcome ti chiami\b|\bmet wie spreek\b|\bhoe heet (?:u|je)\b|\bonder welk nummer\b|\bunter welcher (?:nummer|telefonnummer)\b/;

const ASKING =
  'what|whats|which|wie|was|welche[srnm]?|quel|quelle|quels|quelles|cual|cuales|qual|quais|quale|quali|que|che|wat|welke?|hoe';
/** What may stand between the word that asks and what it asks for. */
const BETWEEN =
  "(?: (?:is|are|was|s|'s|ist|sind|lautet|lauten|war|est|sont|es|son|e|sono|zijn|luidt|your|ur|the|his|her|their|my|our|you|user|users|user's|caller|caller's|callers|mother|mother's|mothers|grandmother's|childhood|mutter|mere|customer|customer's|customers|exact|current|correct|full|new|old|temporary|default|last|first|own|main|same|used|work|business|private|company|ihr|ihre|ihren|ihrer|dein|deine|der|die|das|den|aktuelle|aktuelles|neue|neues|votre|vos|ton|ta|le|la|les|l|su|sus|tu|el|seu|sua|teu|tua|o|a|os|as|suo|il|lo|uw|je|jouw|de|het|sa|son|ses)){0,6}";
const TELLING =
  '(?:give|tell|send|provide|confirm|spell|share|supply|state|repeat|verify|(?:i|we) (?:would )?(?:need|want|require|like)|(?:can|may|could|might|do) (?:i|we) (?:please |also |just )*(?:have|get|take|ask for|know)|nennen|nenn|sagen|sag|geben|gib|mitteilen|buchstabieren|brauche|benotige|bestatigen|durchgeben|donner|donnez|dire|dites|indiquer|indiquez|communiquer|epeler|confirmer|besoin|avoir|dar|decir|indicar|indique|proporcionar|facilitar|deme|digame|confirmar|necesito|dizer|diga|informar|informe|preciso|fornecer|fornire|indicare|dirmi|darmi|serve|confermare|geven|geef|noemen|zeggen|doorgeven|spellen|bevestigen)';
/** "Ihre Adresse nennen": the verb comes last. */
const TELLING_LAST =
  '(?:nennen|sagen|geben|mitteilen|buchstabieren|durchgeben|bestatigen|schicken|geven|noemen|zeggen|doorgeven|spellen|bevestigen|sturen)';

/** What follows when the noun is what is asked for, and not a part of another one ("password policy"). */
const BEHIND =
  '(?=\\s*(?:$|[?.,!;:)]| (?:of|for|that|you|i|we|to|on|in|at|from|used|please|and|or|with|so|again|is|did|do|does|have|has|der|des|von|fur|zu|bitte|und|oder|du|de|d|pour|sur|que|qui|et|ou|del|para|y|do|da|e|per|di|che|van|voor|die|en|of|nennen|sagen|geben|mitteilen|buchstabieren|durchgeben|doorgeven|geven|noemen|,)\\b))';

const NOUN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${NOUNS.map(([, nouns]) => nouns).join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);
const FORMS = NOUNS.map(([kind, nouns]): readonly [RedactedKind, RegExp] => [
  kind,
  new RegExp(
    [
      `(?<![\\p{L}\\p{N}])(?:${ASKING})${BETWEEN} (?:${nouns})${BEHIND}`,
      `(?<![\\p{L}\\p{N}])${TELLING}(?: [\\p{L}'-]+){0,4}? (?<!\\b(?:an?|another|any|test|one|eine|einen|un|una|um|uma|een) )(?:${nouns})${BEHIND}`,
      `(?<!\\b(?:an?|eine|einen|een) )(?:${nouns}) ${TELLING_LAST}\\W*$`,
      `^(?:and |ok |so |now |please |your |ur |the |his |her |ihre? |ihren |deine? |votre |su |seu |sua |suo |tua |la sua |uw |je )*(?:${nouns}|phone|telephone)\\W*(?:please|bitte|s'il vous plait|por favor|per favore|alstublieft|again)?\\W*$`,
    ].join('|'),
    'u',
  ),
]);

/** A question that is answered yes or no about what it speaks of: "did you reset your password?" */
const ABOUT_IT =
  /^(?:so |and |ok |okay |but |then )*(?:did|do|does|is|are|was|were|has|have|had|when you (?:enter|type)|haben|hast|ist|sind|war|wurde|funktioniert|avez|as-tu|est-ce que|est|a-t-on|ha|has|han|esta|es|tem|foi|esta|hai|heeft|heb|zijn|is het)\b/;

export interface PrivateQuestion {
  kind: RedactedKind;
  /** Whether the question is for that very thing; else it only speaks of it, and an answer may let it slip. */
  asksForIt: boolean;
}

/** What of private data a question asks for or speaks of; null where it does neither. */
export function privateQuestion(question: string): PrivateQuestion | null {
  const text = foldSpelling(withoutUmlauts(question), 2_000)
    .replace(/[\u2018\u2019`\u00b4]/g, "'")
    .replace(/[\u00bf\u00a1]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (ABOUT_THE_PERSON.test(text)) return { kind: 'name', asksForIt: true };
  if (CODE_TO_GET_IN.test(text)) return { kind: 'secret', asksForIt: !ABOUT_IT.test(text) };
  for (const sentence of text.split(/(?<=[.!?])\s+/)) {
    if (ABOUT_IT.test(sentence)) continue;
    if (SOMEBODYS_NAME.test(sentence)) return { kind: 'name', asksForIt: true };
    const form = FORMS.find(([, pattern]) => pattern.test(sentence));
    if (form) return { kind: form[0], asksForIt: true };
  }
  const noun = NOUN.exec(text)?.[0];
  if (noun === undefined) return null;
  const kind =
    NOUNS.find(([, nouns]) => new RegExp(`^(?:${nouns})$`, 'u').test(noun))?.[0] ?? 'personal data';
  return { kind, asksForIt: false };
}

/** A question for people: its answer is their names, unless it is said in general. */
const FOR_PEOPLE =
  /^(?:and |so |ok |but )*(?:who|whom|whose|which (?:user|person|colleague|employee|customer)s?|wer|wem|wen|welche[rn]? (?:benutzer|nutzer|mitarbeiter|person)|qui|quel (?:utilisateur|collegue)|quien|quienes|que usuario|quem|que usuario|qual usuario|chi|quale utente|welke gebruiker|wie (?:is|zijn|heeft|kan))\b/;
const IN_GENERAL =
  /^(?:(?:only |just |nur )?(?:me|myself|ich|mich|moi|yo|eu|io|ik)|every(?:one|body)|all(?: (?:users|of (?:them|us)|staff|colleagues))?|no ?(?:one|body)|none|some(?: users)?|others?|several|many|few|admins?|administrators?|the (?:user|admin|owner|caller|vendor|provider|team|department|it|helpdesk)s?|users?|it|alle|jeder|niemand|keiner|andere|tous|tout le monde|personne|todos|nadie|ninguno|ninguem|tutti|nessuno|iedereen|\d+(?: (?:users|people|persons))?)[\s.!]*$/;

export function asksForPeople(question: string): boolean {
  return FOR_PEOPLE.test(foldSpelling(withoutUmlauts(question), 200).replace(/^[^\p{L}]+/u, ''));
}

export function isSaidInGeneral(answer: string): boolean {
  return IN_GENERAL.test(foldSpelling(withoutUmlauts(answer), 200).trim());
}
