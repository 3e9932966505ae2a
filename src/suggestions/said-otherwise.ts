import { findPhrase, toPhrase, type Phrase } from '../search/text/phrases.js';
import { termOfWord } from '../search/text/synonyms.js';

/**
 * What callers say for one another, a group a line: other words and turns of phrase, and the same in German, French, Spanish,
 * Portuguese, Italian and Dutch. IT's own, written from general usage. `~` stands for up to two words. They only widen what
 * is looked for, so a doubtful pair costs a rank and no wrong match.
 */
const GROUPS = `
  disconnect|drop|kick ~ out|kick ~ off|throw ~ out|throw ~ off|thrown out|cut out|cut off|lose connection|lose ~ connection|abbricht|bricht ab|bricht ~ ab|trennt|getrennt|deconnecte|coupe|desconecta|corta|cae|cai|disconnette|cade|verbreekt|valt weg
  vpn|company network|corporate network|office network|work network|intranet|remote access|remote connection|firmennetz|firmennetzwerk|reseau ~ entreprise|red ~ empresa|rede ~ empresa|rete aziendale|bedrijfsnetwerk
  network|netz|netzwerk|reseau|red|rede|rete|netwerk
  connect|connection|verbinden|verbindung|connexion|connecter|conexion|conectar|conexao|connessione|connettere|collegare|verbinding
  password|credential|passwort|kennwort|mot ~ passe|contrasena|clave|senha|palavra-passe|parola|wachtwoord
  ask|prompt|pop up|popup|nag|fragt|demande|pide|solicita|pede|chiede|vraagt
  login|log in|log on|sign in|get into|anmelden|anmeldung|einloggen|connecter|iniciar sesion|entrar|accedere|accesso|aanmelden|inloggen
  lock|lock out|gesperrt|sperren|verrouille|bloque|bloqueado|bloqueada|bloccato|vergrendeld|geblokkeerd
  account|konto|benutzerkonto|compte|cuenta|conta|gebruikersaccount
  mail|email|e-mail|nachricht|courriel|courrier|correo|mensaje|messaggio|posta|bericht
  phone|mobile|handy|telefon|telephone|portable|telefono|movil|celular|telemovel|cellulare|telefoon|mobiel
  screen|display|monitor|bildschirm|ecran|pantalla|tela|ecra|schermo|scherm|beeldscherm
  black|blank|dark|schwarz|noir|negra|negro|preta|preto|nero|zwart
  printer|drucker|imprimante|impresora|impressora|stampante
  print|drucken|imprimer|imprimir|stampare|afdrukken
  paper|papier|papel|carta
  keyboard|tastatur|clavier|teclado|tastiera|toetsenbord
  mouse|maus|souris|raton|muis
  sound|audio|ton|son|sonido|som|suono|geluid|hear
  camera|webcam|kamera|appareil photo|fotocamera
  computer|laptop|rechner|ordinateur|ordenador|portatil|computador|notebook
  file|datei|fichier|archivo|ficheiro|arquivo|bestand
  folder|share|ordner|freigabe|laufwerk|dossier|partage|carpeta|pasta|cartella|map
  space|full|speicherplatz|voll|plein|lleno|espacio|cheio|espaco|pieno|spazio|vol
  install|installieren|installer|instalar|installare|installeren
  update|aktualisieren|aktualisierung|mise ~ jour|actualizar|actualizacion|atualizar|atualizacao|aggiornare|aggiornamento|bijwerken
  error|fehler|fehlermeldung|erreur|fallo|erro|errore|fout|foutmelding
  slow|langsam|lent|lente|lento|lenta|traag|langzaam
  freeze|hang|stuck|hangt|eingefroren|bloque|congelado|travado|bloccato|vastgelopen
  crash|close itself|quit unexpectedly|absturz|sturzt ab|plante|se cierra|fecha sozinho|si chiude|loopt vast
  start|boot|turn on|power up|come up|startet|demarre|arranca|enciende|liga|arranca|si avvia|si accende|opstarten
  sync|synchronize|synchronise|synchronisiert|synchronise|sincroniza|sincronizza|synchroniseert
  badge|ausweis|zutrittskarte|carte ~ acces|tarjeta|cartao|tessera|toegangspas
  jam|paper jam|papierstau|bourrage|atasco|encravado|inceppamento|vastgelopen papier
  attachment|anhang|piece jointe|adjunto|anexo|allegato|bijlage
  calendar|kalender|calendrier|calendario|agenda|termin
  meeting|besprechung|reunion|reuniao|riunione|vergadering
  internet|web|online`;

const LISTED: readonly Phrase[][] = GROUPS.trim()
  .split('\n')
  .map((line) => line.trim().split('|').map(toPhrase));

/** A turn of phrase in a text, and the words that others may have for it. */
export interface OtherwiseSaid {
  /** Where its words stand, as indexes into the text's words. */
  at: number[];
  /** Single words. */
  words: readonly string[];
}

/** The turns of phrase in a text's normalised words that others say otherwise. */
export function saidOtherwise(words: readonly string[]): OtherwiseSaid[] {
  const terms = words.map(termOfWord);
  return LISTED.flatMap((phrases, group) =>
    phrases.flatMap((phrase) => {
      const at = findPhrase(terms, phrase);
      return at === null ? [] : [{ at, words: SINGLE[group] ?? [] }];
    }),
  );
}

/** Of each group, what is one word. */
const SINGLE: readonly string[][] = GROUPS.trim()
  .split('\n')
  .map((line) =>
    line
      .trim()
      .split('|')
      .filter((text) => !text.includes(' ')),
  );
