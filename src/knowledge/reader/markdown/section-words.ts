import { isPlatform } from './platforms.js';

/** "Step 4", in the languages that are read. */
export const STEP_WORD = '(?:steps?|schritt|étape|etape|paso|passo|passaggio|stap|步骤|第)';
const NUMBERED = new RegExp(
  `^(?:${STEP_WORD}\\s*)?[#№]?(\\d{1,3})(?:\\s*步)?[.):：\\s-]+|^${STEP_WORD}\\s*(\\d{1,3})$`,
  'iu',
);

/** A heading without the number of its step. */
export function nameOf(title: string): string {
  return title.replace(NUMBERED, '');
}

/** The number that a heading begins with; null where it has none. */
export function numberOf(title: string): number | null {
  const [, first, alone] = NUMBERED.exec(title) ?? [];
  const number = first ?? alone;
  return number === undefined ? null : Number(number);
}

/** "Problem A: the printer is offline", "Fall 2". */
const CASE =
  /^(?:problems?|issue|scenario|case|symptom|cause|situation|fault|fall|szenario|fehlerbild|ursache|cas|scénario|problème|cause|caso|escenario|problema|cenário|causa|scenario|probleem|geval|oorzaak|situatie)\s+#?(?:\d{1,2}|[A-Z])(?![\p{L}\p{N}])\s*[:.)–—-]*\s*/iu;

/** Whether a heading names one of several problems. */
export function isCase(title: string): boolean {
  return CASE.test(title);
}

/** A heading of one of several problems without its letter: "the printer is offline". */
export function caseName(title: string): string {
  return title.replace(CASE, '') || title;
}

export type SectionRole = 'context' | 'prerequisite' | 'steps' | 'aside';

const words = (text: string): RegExp =>
  new RegExp(`^(?:${text.replace(/\s*\n\s*/g, '')})(?![\\p{L}\\p{N}])`, 'iu');

const ROLES: [SectionRole, RegExp][] = [
  [
    'aside',
    words(`references?|(?:external |useful )?links?|see also|(?:further|more|additional) (?:reading|information|info|resources|help|details)|
      (?:learn|read) more|related|resources|change ?log|history|revisions?|revision history|table of contents|contents|toc|index|owners?|
      authors?|contacts?(?=[\\s:]*$| (?:persons?|info|details|list))|glossary|metadata|license|appendix|post-?mortem|tags|examples?|sample|dashboards?|metrics|credits|
      siehe auch|weiterführende \\p{L}+|weitere (?:informationen|links|hinweise|quellen)|mehr (?:dazu|informationen)|quellen|verweise|
      änderungsverlauf|änderungen|versionen|inhalt|inhaltsverzeichnis|anhang|glossar|
      voir aussi|références?|liens(?: utiles)?|en savoir plus|pour aller plus loin|ressources|historique|annexes?|sommaire|
      véase también|ver también|referencias?|enlaces(?: útiles)?|más información|recursos|historial|anexos?|índice|
      veja também|referências?|ligações|saiba mais|mais informações|histórico|
      vedi anche|riferimenti|collegamenti(?: utili)?|per saperne di più|(?:ulteriori|maggiori) informazioni|risorse|cronologia|allegat[oi]|indice|
      zie ook|verwijzingen|bronnen|meer (?:informatie|lezen)|geschiedenis|bijlagen?|inhoud`),
  ],
  [
    'context',
    words(`meaning|impact|overview|description|summary|introduction|background|about|purpose|scope|severity|symptoms?|problems?|context|
      full context|what (?:is|does|this)|alert|definition|possible causes?|causes?|root causes?|consequences?|expected|why|service level|
      how (?:it|this|that|the|an?|\\p{L}+)(?: \\p{L}+)? works?|architecture|
      hintergrund|hintergründe|beschreibung|überblick|übersicht|einleitung|bedeutung|auswirkung(?:en)?|zweck|(?:mögliche )?ursachen?|symptome?|
      zusammenfassung|wie .{2,30} funktioniert|warum|
      contexte|présentation|aperçu|résumé|objet|objectif|causes? possibles?|symptômes?|problème|fonctionnement|comment .{2,30} (?:marche|fonctionne)|pourquoi|
      contexto|antecedentes|descripción|introducción|resumen|objetivo|impacto|(?:posibles )?causas?|síntomas?|problema|cómo funciona|por qué|
      descrição|introdução|resumo|visão geral|possíveis causas|sintomas?|como funciona|
      contesto|descrizione|introduzione|panoramica|riepilogo|scopo|impatto|(?:possibili )?cause|sintomi?|come funziona|perché|
      achtergrond|beschrijving|inleiding|overzicht|samenvatting|doel|gevolgen|(?:mogelijke )?oorza(?:ak|ken)|symptomen|probleem|hoe .{2,30} werkt|waarom`),
  ],
  [
    'prerequisite',
    words(`prerequisites?|pre-?requisites?|requirements?|before you (?:begin|start)|preconditions?|what you need|
      voraussetzung(?:en)?|vorbedingung(?:en)?|bevor sie beginnen|prérequis|pré-requis|conditions préalables|avant de commencer|
      requisitos(?: previos)?|prerrequisitos|antes de (?:empezar|comenzar|começar)|pré-requisitos|prerequisiti|requisiti|
      prima di (?:iniziare|cominciare)|vereisten|benodigdheden|voordat u begint`),
  ],
];

/** What a section is for, by its heading. */
export function roleOf(title: string): SectionRole {
  if (isCase(title)) return 'steps';
  const bare = title.replace(/^[\d.)\s:*-]+/, '');
  return ROLES.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'steps';
}

/** Headings of parts that a runbook is divided into, rather than of procedures. */
const PART = new RegExp(
  `^(?:step\\b|phase\\b|part\\b|stage\\b|\\d+[.):\\s]|steps?$|diagnos|investigat|triage|troubleshoot|mitigat|resol|remed|fix|solution|
  recover|rollback|roll back|verif|validat|escalat|action|procedure|instructions?|debug|check|next|notes?$|runbook|workaround|prevent|
  clean ?up|response|initial|immediate|long[- ]term|short[- ]term|if\\b|when\\b|option|case\\b|otherwise|cli\\b|web|console|first|
  second|third|then\\b|finally|general|common|other\\b|analysis|follow|possible|pre-?\\s?checks?|post-?\\s?checks?|final|after|before|
  confirm|test|document|quick|basic|advanced|manual|automatic|what to do|
  schritt|lösung|behebung|prüf|überprüf|fehler(?:suche|behebung)|maßnahm|eskal|vorgehen|anleitung|nach(?:bereitung|kontrolle|her)|wenn |falls |
  étape|résol|vérif|dépann|procédure|escalade|si |ensuite|paso|solución|comprob|procedimiento|después|passo|solução|procedimento|depois|se |
  soluzione|risol|procedura|controll|dopo|stap|oplossing|controle|daarna|als )`.replace(/\n\s*/g, ''),
  'iu',
);

export function isPart(title: string): boolean {
  if (isCase(title)) return false;
  return PART.test(title) || isPlatform(title) || roleOf(title) !== 'steps';
}
