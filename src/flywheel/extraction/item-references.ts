const UNITS =
  '(?:min(?:ute)?s?|sec(?:ond)?s?|hours?|days?|times|mal|fois|veces|vezes|volte|keer|%|[kmg]b|stunden|tage|sekunden|minuten|minutos|segundos|minuti|secondi|secondes|of|von|lights?)';
const NUMBER = new RegExp(
  `(?:^|(?<![\\p{L}\\p{N}.])(?:number|no\\.?|nr\\.?|n\\u00b0|#|steps?|options?|items?|schritte?|nummer|punkte?|etapes?|numeros?|pasos?|opcion(?:es)?|passos?|opcao|passi|opzione|stap(?:pen)?|punt|only|just|tried|did|done|after|and|or|with|it was|was|und|nur|nach|et|avec|y|con|e|com|en|met|na|the|die|der|das|den|le|la|les|el|los|il|lo|o|a|de|het)\\s+)(\\d{1,2})(?:[.):]|st\\b|nd\\b|rd\\b|th\\b)?(?=[\\s,;!?]|$)(?!\\s*${UNITS}\\b)`,
  'gu',
);
/** Ordinal numbers of the seven languages, normalised, from the first to the sixth; the last one is at the end. */
const ORDINALS: readonly RegExp[] = [
  /\b(?:first|erste[nrs]?|premiere?|primer[oa]?|primeir[oa]|prim[oa]|eerste)(?= |$)(?! (?:time|mal|fois|vez|volta|keer)\b)/,
  /\b(?:second|zweite[nrs]?|deuxieme|seconde|segund[oa]|second[oa]|tweede)(?= |$)(?! (?:time|mal|fois|vez|volta|keer)\b)/,
  /\b(?:third|dritte[nrs]?|troisieme|tercer[oa]?|terceir[oa]|terz[oa]|derde)(?= |$)/,
  /\b(?:fourth|vierte[nrs]?|quatrieme|cuart[oa]|quart[oa]|vierde)(?= |$)/,
  /\b(?:fifth|funfte[nrs]?|fuenfte[nrs]?|cinquieme|quint[oa]|vijfde)(?= |$)/,
  /\b(?:sixth|sechste[nrs]?|sixieme|sext[oa]|sest[oa]|zesde)(?= |$)/,
];
const LAST =
  /\b(?:last|letzte[nrs]?|dernier(?:e)?|ultim[oa]|laatste)(?: one| step|$| [a-z]+ )(?!time|mal|fois)/;

/** The places, from 0, of the items of a list that a normalised clause names: "the third one did it", "1 and 2". */
export function itemsNamed(clause: string, count: number): number[] {
  const places = [...clause.matchAll(NUMBER)].map(([, number]) => Number(number) - 1);
  // "1 and 2", "1, 2 and 3": what goes on from a number is a number.
  ORDINALS.forEach((ordinal, place) => {
    if (ordinal.test(clause)) places.push(place);
  });
  if (LAST.test(clause)) places.push(count - 1);
  return [...new Set(places)].filter((place) => place >= 0 && place < count).sort((a, b) => a - b);
}

/** Whether a normalised answer speaks of all the items, or of none of them. */
export function namesAll(answer: string): boolean {
  return /\b(?:all|everything|every(?: single)? (?:step|one|thing)|each|none|neither|both|any of (?:them|it|these|those)|nothing (?:helped|worked|helps|works)|alles?|keine?[rs]? (?:davon|hat|half)|keine[rs]|beides?|nichts (?:davon|hat|half)|tou(?:s|tes)|tout|aucun(?:e)?|rien n|les deux|todos?|todas?|nada (?:funciono|ayudo|funcionou|ajudou|ha)|ningun[oa]?|nenhum(?:a)?|ambos|ambas|os dois|as duas|tutt[eio]|nessun[oa]?|niente|entramb[ie]|allemaal|alle(?: \w+)?|geen(?: van)?|niets)\b/.test(
    answer,
  );
}
