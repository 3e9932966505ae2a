import { findPhrase, toPhrase, type Phrase } from '../../../search/text/phrases.js';
import { remembered } from '../../../search/text/remembered.js';
import { termOfWord } from '../../../search/text/synonyms.js';
import { tokenise } from '../../../search/text/tokenise.js';

/*
 * What is wrong with a thing, as people who call a service desk put it: two problems of one thing differ in that. IT's own, written
 * by hand from general usage, in seven languages. `~` stands for up to two words.
 */
const SYMPTOMS = {
  cannotConnect: `not ~ connect|not ~ connection|unable ~ connect|unable ~ establish|not ~ establish|not get on|not get into|not get onto
    |connection fail|connect fail|fail ~ connect|connection refuse|no connection|nicht verbinden|keine verbindung|verbindung ~ fehl
    |ne ~ connecte pas|pas ~ connecter|no ~ conecta|nao ~ conecta|non ~ connette|non ~ collega|geen verbinding|niet verbinden`,
  breaksOff: `disconnect|drop|lose ~ connection|lost ~ connection|kick ~ out|cut out|cut off|cut ~ out|session end|connection end|not ~ stable
    |unstable|intermittent|comes and goes|bricht ~ ab|abbricht|trennt|instabil|coupe|deconnecte|corta|desconecta|cai|cade|disconnette
    |valt ~ weg|verbreekt`,
  slow: `slow|sluggish|crawl|lag|take ages|take forever|takes long|poor speed|langsam|lent|lente|lento|lenta|traag`,
  asksAgain: `ask ~ password|ask ~ credential|ask ~ pw|prompt ~ password|prompt ~ pw|prompt ~ credential|password prompt|credential prompt
    |want ~ password|password ~ pop up|fragt ~ kennwort|fragt ~ passwort|fragt ~ nach ~ kennwort
    |fragt ~ nach ~ passwort|demande ~ mot|demande ~ le mot|pide ~ contrasena|pide ~ la contrasena|pede ~ senha|pede ~ a senha
    |chiede ~ password|chiede ~ la password|vraagt ~ wachtwoord|vraagt ~ om ~ wachtwoord`,
  locked: `lock|lock out|gesperrt|verrouille|bloqueada|bloqueado|bloccato|geblokkeerd|vergrendeld`,
  nothingNew: `not ~ sync|stop sync|no new|not ~ arrive|not ~ receive|not get ~ mail|not ~ update|not ~ refresh|nicht synchron|synchronisiert nicht
    |kommen ~ nicht|ne synchronise|no sincroniza|nao sincroniza|non sincronizza|synchroniseert niet`,
  noPicture: `black|blank|no picture|no image|no video|not see me|dark picture|no display|schwarz|kein bild|noir|negra|negro|preta|preto|nero|zwart`,
  flickers: `flicker|flackert|scintille|parpadea|pisca|sfarfalla|flikkert`,
  noSound: `no sound|no audio|not ~ hear|nobody hear|no one hear|silent|mute|kein ton|pas ~ son|sin sonido|sem som|nessun suono|geen geluid`,
  loud: `noise|noisy|loud|rattle|roar|grind|squeak|whine|screech|laut|bruit|bruyant|ruido|rumore|lawaai`,
  hot: `hot|overheat|heat|burning|heiss|uberhitzt|chaud|caliente|quente|caldo|heet`,
  runsEmpty: `drain|run empty|run out|die quick|die fast|empty ~ quick|empty ~ fast|not ~ last|schnell leer|se decharge`,
  doesNotCharge: `not ~ charge|not ~ charging|ladt nicht|ne ~ charge pas|no ~ carga|nao ~ carrega|non ~ carica|laadt niet`,
  doesNotStart: `not ~ start|not ~ boot|not turn on|not power on|no power|not come on|not switch on|dead|startet nicht|ne ~ demarre pas
    |no ~ arranca|no ~ enciende|nao ~ liga|non ~ avvia|start niet`,
  hangs: `crash|freeze|hang|frozen|not ~ respond|blue screen|close itself|absturz|sturzt ~ ab|hangt|plante|se cierra|trava|blocca|loopt vast`,
  restarts: `restart itself|reboot itself|shut down itself|turn off itself|startet ~ neu`,
  refused: `deny|denied|permission|no right|no access|forbidden|verweigert|keine berechtigung|refuse|denegado|negado|negato|geweigerd`,
  offline: `offline|unreachable|not ~ reachable|unavailable|nicht erreichbar|injoignable|inaccesible|irraggiungibile|onbereikbaar`,
  badPrint: `stripe|streak|smear|blurry|faded|lines down|lines across|streifen|rayures|rayas|riscas|strisce|strepen`,
  jams: `jam|papierstau|bourrage|atasco|encravado|inceppamento|papierstoring`,
  full: `disk full|mailbox full|no space|out of space|over quota|speicher voll|plein|lleno|cheio|pieno`,
  expired: `expire|abgelaufen|caducado|expirado|scaduto|verlopen`,
} as const;

const PHRASES: readonly Phrase[][] = Object.values(SYMPTOMS).map((text) =>
  text.split('|').map((each) => toPhrase(each.trim())),
);

/** So many words of a problem are looked at. */
const MOST_WORDS = 40;
/** As they are typed in a hurry. */
const JOINED: readonly [RegExp, string][] = [
  [/\bcant\b/gi, 'can not'],
  [/\bwont\b/gi, 'will not'],
];

/** Which symptoms a text names, by their places in the list. */
const symptomsOf = remembered(20_000, (text = ''): ReadonlySet<number> => {
  const written = JOINED.reduce((all, [pattern, words]) => all.replace(pattern, words), text);
  const terms = tokenise(written).slice(0, MOST_WORDS).map(termOfWord);
  return new Set(
    PHRASES.flatMap((phrases, at) => (phrases.some((phrase) => findPhrase(terms, phrase)) ? [at] : [])),
  );
});

/** 1 where two problems name a symptom in common, -1 where each names others, 0 where one of them names none. */
export function symptomAgreement(a: string, b: string): -1 | 0 | 1 {
  const [one, other] = [symptomsOf(a), symptomsOf(b)];
  if (one.size === 0 || other.size === 0) return 0;
  return [...one].some((symptom) => other.has(symptom)) ? 1 : -1;
}
