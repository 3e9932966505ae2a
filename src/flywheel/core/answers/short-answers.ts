/*
 * What people say in a word or two, which means yes or no only to questions of one kind. No general resource has that, so it
 * is written by hand, in the seven languages. Texts are normalised (no accents, lower case).
 */

const whole = (...alternatives: string[]): RegExp =>
  new RegExp(
    `^(?:${alternatives.join('|')})(?: (?:thanks|thank you|danke|merci|gracias|obrigad[oa]|grazie))?[\\s.!,]*$`,
  );
const within = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u');

/** Nobody has looked so far: "haven't tried", "noch nicht geprüft". */
export const NOT_TRIED = within(
  'not (?:yet |really |actually |been )*(?:tried|try|checked|check|tested|test|looked|asked|verified|attempted)(?: yet| it| that)*',
  '(?:un|non-?)(?:checked|tested|verified|tried)',
  '(?:noch )?(?:nicht|nie) (?:\\w+ )?(?:gepruft|uberpruft|getestet|probiert|ausprobiert|versucht|nachgesehen|geschaut|nachgeschaut|gefragt)',
  'pas (?:encore )?(?:essaye|teste|verifie|regarde|demande|controle)',
  '(?:no|aun no|todavia no) (?:lo |la )?(?:he|hemos|ha) (?:probado|comprobado|mirado|revisado|verificado|intentado|preguntado)',
  '(?:nao|ainda nao) (?:\\w+ )?(?:testei|verifiquei|tentei|olhei|perguntei|experimentei|testado|verificado)',
  "non (?:l'ho |ho |ancora )*(?:provato|controllato|verificato|guardato|testato|chiesto)",
  '(?:nog )?niet (?:geprobeerd|gecontroleerd|gekeken|getest|gevraagd|nagekeken)',
);
/** The same deeds in a question: who has not done what was asked for says no. */
export const ASKS_IF_TRIED = within(
  'tr(?:y|ied|ying)',
  'check(?:ed)?',
  'test(?:ed)?',
  'look(?:ed)?',
  'ask(?:ed)?',
  'verif(?:y|ied)',
  'attempt(?:ed)?',
  '\\w*(?:pruft|testet|probiert|versucht|gesehen|schaut|fragt)',
  '(?:essaye|teste|verifie|regarde|demande|controle)\\w*',
  '(?:prob|comprob|mir|revis|verific|intent|pregunt|test|tent|olh|pergunt|experiment|prov|controll|guard|chies)(?:ado|ou|ei|o|aste|ato|to)',
  'geprobeerd',
  'gecontroleerd',
  '(?:na)?gekeken',
  'getest',
  'gevraagd',
);

/** Who cannot find where to look has not seen how it is. */
export const NOT_FOUND = within(
  '(?:can|could) not (?:see|tell|check) (?:(?:it|that) )?(?:from here|remotely|now|right now)',
  '(?:can|could|do|did) not (?:find|see|locate) (?:it|that|this|the (?:setting|option|menu|switch|button|page)|where(?: to look)?)',
  '(?:finde|sehe) (?:ich )?(?:es |das |die einstellung |die option )?nicht',
  'ne (?:le |la )?(?:trouve|vois) pas(?: ou)?',
  'no (?:lo |la )?(?:encuentro|veo)(?: donde)?',
  'nao (?:o |a )?(?:encontro|acho|vejo|estou encontrando)(?: onde)?',
  'non (?:lo |la )?(?:trovo|vedo)(?: dove)?',
  '(?:kan|zie|vind) (?:ik )?(?:het|dat) niet(?: vinden| zien)?',
);
/** Questions for whether something is to be seen or there. */
export const ASKS_IF_THERE = within(
  'see|find|locate|there|shown?|shows|displayed|listed|visible|exists?|appears?|have|has|present|in|among|recogni[sz]ed|detected',
  'seh\\w*|find\\w*|gibt|da|angezeigt|sichtbar|vorhanden|erscheint|hat|haben|taucht|in|im|erkannt',
  'voyez|vois|trouve\\w*|il y a|y a|affiche\\w*|visible|existe|apparait|avez|dans',
  'ven?|ves|encuentra\\w*|hay|aparece|muestra|visible|existe|tiene|en',
  've|vejo|encontra\\w*|ha|aparece|mostra|visivel|existe|tem|em|no|na',
  "vede|vedi|trova\\w*|c'e|ci sono|appare|compare|visibile|esiste|ha|nel|nella",
  'ziet|zie|vind\\w*|er|getoond|zichtbaar|bestaat|verschijnt|heeft|in',
);

/** The answer is still to come: "will do", "asking the user". */
export const PROMISED = whole(
  '(?:(?:ok|okay|sure|yes|ja|oui|si|sim),? )?(?:i |we )?(?:will|am going to|have to|need to|must|let me|going to) (?:(?:first|quickly|just) )?(?:do|check|try|look|see|test|ask|report|find out|verify)(?: (?:it|that|this|first|later|tomorrow|again|now|them|him|her|the user|with the user))*',
  '(?:asking|checking|testing|trying|looking)(?: (?:it|that|this|them|him|her|the user|now|with the user))*',
  '(?:muss|werde|will) (?:ich )?(?:(?:erst|noch|mal|es|das) )*(?:nachsehen|nachschauen|prufen|testen|probieren|fragen|schauen)',
  '(?:schaue|sehe|prufe|frage|teste) (?:ich )?(?:(?:gleich|mal|noch|das|es|spater) )*(?:nach)?',
  "je (?:vais|dois) (?:(?:d'abord|le) )*(?:voir|verifier|essayer|tester|demander|regarder)",
  '(?:voy a|tengo que) (?:ver|comprobar|probar|mirar|preguntar|verificar)(?:lo)?',
  '(?:vou|tenho que|preciso) (?:ver|verificar|testar|tentar|perguntar)',
  '(?:devo|vado a|ora) (?:vedere|controllare|provare|verificare|chiedere)',
  '(?:ik )?(?:ga|moet|zal) (?:ik )?(?:(?:het|dat|eerst|even|nog) )*(?:kijken|nakijken|controleren|testen|proberen|vragen|doen|checken)',
);

/** So for a part, at times, or under a condition. */
const PARTLY = [
  'not (?:always|consistently|every ?time|each time|constantly|completely|entirely|fully|quite|all|for (?:everyone|everybody|all)|on (?:all|every)|everywhere|permanently|reliably|until|before|unless)',
  'nicht (?:immer|ganz|ganzlich|vollstandig|komplett|alle[nrsm]?|uberall|durchgehend|jedes mal|zuverlassig|durchgangig|standig)',
  'pas (?:toujours|tout a fait|completement|entierement|tous|toutes|partout|a chaque fois|systematiquement|en permanence)',
  'no (?:siempre|del todo|completamente|totalmente|todos|todas|en todos|en todas|a todos|cada vez)',
  '(?:nem|nao) (?:sempre|completamente|totalmente|todos|todas|em todos|em todas|toda vez)',
  'non (?:sempre|del tutto|completamente|totalmente|tutti|tutte|ogni volta|su tutti)',
  'niet (?:altijd|helemaal(?! niet)|volledig|alle|allemaal|overal|elke keer|iedereen)',
];
export const HEDGED = within(
  ...PARTLY,
  '(?:mostly|usually|almost|nearly|occasionally|intermittently|in some cases|for some (?:users|people)|only (?:when|if|after|until|during|on|in|at|with|for)|for a (?:while|minute|moment|bit)|for now|at the moment)',
  '(?:meistens|beinahe|gelegentlich|zeitweise|nur (?:wenn|bei|nach|kurz|beim|im|am)|fur (?:kurze zeit|einen moment)|vorerst|momentan)',
  "(?:la plupart du temps|presque|par moments|de temps en temps|seulement (?:quand|si|apres|pendant|avec|sur|au|le|la)|pour l'instant|un moment)",
  '(?:casi|la mayoria de las veces|de vez en cuando|solo (?:cuando|si|despues|durante|con|en|por)|por ahora|por un (?:momento|rato))',
  '(?:quase|na maioria das vezes|de vez em quando|so (?:quando|se|depois|durante|com|em|no|na)|por enquanto|por um tempo)',
  '(?:quasi|la maggior parte delle volte|ogni tanto|solo (?:quando|se|dopo|durante|con|in|per)|per ora|per un (?:momento|po))',
  '(?:meestal|bijna|af en toe|alleen (?:als|bij|na|met|op|in|wanneer)|voorlopig|heel even|maar even)',
);

/** Words by which a question asks for all of something, or for all the time. */
export const ASKS_OF_ALL = within(
  'always|every|each|all|constantly|completely|entirely|fully|everyone|everybody|everywhere|consistently|continuously|usually',
  'immer|ganz|vollstandig|komplett|alle[nrs]?|uberall|standig|dauernd',
  'toujours|completement|tous|toutes|partout|constamment',
  'siempre|todos|todas|completamente|totalmente|constantemente|sempre|tutti|tutte',
  'altijd|volledig|helemaal|alle|allemaal|overal|steeds',
);

/** So by what one has heard or expects. */
export const SUPPOSEDLY = within(
  'normally|usually|theoretically|supposedly|apparently|presumably|should|in theory|(?:i )?(?:guess|hope|assume|suppose)(?: so)?',
  'normalerweise|eigentlich|theoretisch|angeblich|vermutlich|wahrscheinlich|wohl|sollte|hoffentlich',
  'normalement|en (?:principe|theorie)|apparemment|sans doute|je suppose|devrait',
  'normalmente|en (?:principio|teoria)|aparentemente|supongo|supuestamente|deberia',
  'em (?:principio|teoria|tese)|suponho|supostamente|deveria|provavelmente',
  'di solito|in teoria|a quanto pare|suppongo|presumibilmente|dovrebbe|probabilmente',
  'normaal(?: gesproken)?|eigenlijk|in theorie|blijkbaar|vermoedelijk|waarschijnlijk|zou moeten',
);

/** Which denies whether there is any, and leaves open whatever else was asked. */
export const NOT_KNOWN_OF =
  /\b(?:not (?:that|as far as) i (?:know|am aware)|nicht dass ich wusste|pas que je sache|que yo sepa no|no que yo sepa|nao que eu saiba|non che io sappia|niet dat ik weet)\b/;

/** It holds for one thing and not for another. */
export const FOR_ONE_ONLY = within(
  '(?:all|every(?:one|thing)|everything) (?:but|except|apart from)|except|apart from',
  '(?:bis auf|ausser) \\w+',
  '(?:tous|toutes|tout) sauf|todos menos|tod[oa]s excepto|todos exceto|tutt[ie] tranne|alle(?:maal)? behalve',
  'but not(?! (?:any ?more|now|working|yet))',
  'aber nicht(?! mehr)',
  'mais pas(?! encore)',
  'pero no (?=en|con|a|por|al|desde)',
  'mas nao (?=em|com|no|na|a|por)',
  'ma non (?=su|con|in|al|da|sul|sulla)',
  'maar niet(?! meer)',
);

/** As it was some time ago, which says nothing of now. */
export const EARLIER =
  /\b(?:(?:was|were|did|had|could|worked|used to|ging|lief|war|funktionierte|klappte|marchait|fonctionnait|etait|allait|funcionaba|estaba|iba|andaba|funcionava|estava|funzionava|era|andava|werkte|deed|ging)\b.*\b(?:yesterday|this morning|earlier|previously|originally|last (?:week|month|year|night|friday|monday)|gestern|vorgestern|fruher|heute morgen|heute fruh|vorhin|letzte woche|hier|avant|auparavant|ce matin|la semaine derniere|ayer|antes|esta manana|la semana pasada|ontem|hoje cedo|semana passada|ieri|prima|stamattina|la settimana scorsa|gisteren|eerder|vroeger|vanmorgen|vanochtend|vorige week)|(?:yesterday|this morning|earlier|gestern|heute morgen|hier|ce matin|ayer|esta manana|ontem|ieri|stamattina|gisteren|vanmorgen)\b.*\b(?:was|were|did|had|could|worked|ging|lief|war|marchait|fonctionnait|funcionaba|funcionava|funzionava|werkte|deed)|used to)\b/;
export const ASKS_OF_THE_PAST =
  /\b(?:was|were|did|had|has|have|been|used to|war|waren|wurde|hat|haben|hatte|etait|avait|avez|estaba|era|fue|ha|foi|estava|tinha|aveva|heeft|hebben)\b/;

/** Whether somebody else has it, too. */
export const ASKS_OF_OTHERS = within(
  '(?:anyone|anybody|someone|somebody|who|everyone) else',
  'other(?:s| users| people| colleagues| persons| staff| employees| computers| devices| pcs)?',
  'colleagues?',
  'more than one (?:user|person)',
  'several (?:users|people)',
  'noch (?:jemand|andere)(?: anderes)?',
  'jemand anderes',
  'andere[nr]?',
  'kolleg\\w+',
  'mehrere',
  "(?:d')?autres?",
  "quelqu'un d'autre",
  'collegues?',
  'plusieurs',
  'alguien mas',
  'otr[oa]s?',
  'companer[oa]s?',
  'mais alguem',
  'outr[oa]s?',
  'colegas?',
  'altr[ei]',
  'qualcun altro',
  'collegh[ie]',
  'ander(?:en|e)?',
  "collega'?s?",
  'meer mensen',
);
export const ONLY_ONE = whole(
  '(?:it is |(?:i am |she is |he is )?(?:only|just) )?(?:only |just )?(?:me|him|her|mine|this one|that one|one user|this user|the one|my (?:pc|laptop|computer|machine)|this (?:pc|laptop|computer|machine))(?: only| alone)?',
  '(?:no|none of the) (?:one|body|others?)(?: else)?',
  'nur (?:ich|bei mir|er|sie|bei ihm|bei ihr|dieser?|ein(?:er|e)?|mein\\w*|der eine)(?: allein)?',
  'ich allein',
  '(?:seulement|uniquement|juste|que) (?:moi|lui|elle|sur le mien|le mien|chez moi|mon \\w+)',
  'moi seule?',
  '(?:solo|solamente|unicamente) (?:yo|a mi|el|ella|mi \\w+|en (?:el|la) mi[oa]|este \\w+)',
  '(?:so|somente|apenas) (?:eu|comigo|ele|ela|o meu|no meu|meu \\w+)',
  '(?:solo|soltanto) (?:io|a me|lui|lei|il mio|sul mio|da me)',
  '(?:alleen|enkel) (?:ik|bij mij|hij|zij|mijn \\w+|deze)',
);
export const OTHERS_TOO = within(
  'every(?:one|body)(?: else)?',
  '(?:the )?(?:whole|entire) \\w+',
  'all (?:of (?:them|us)|users|the \\w+|colleagues|departments?|others)',
  '(?:\\w+ ){0,3}(?:too|also|as well)',
  '(?:two|three|four|five|several|some|many|most) (?:\\w+ )?(?:colleagues|users|people|others|persons)',
  '(?:die |das )?(?:ganze[nrs]?|gesamte[nrs]?) \\w+',
  'alle(?: \\w+)?',
  '(?:mehrere|einige|viele|zwei|drei)(?: \\w+)?',
  '(?:\\w+ ){0,3}auch',
  "tout(?:e)? (?:le|la|l') ?\\w+",
  'tous(?: \\w+)*',
  'plusieurs(?: \\w+)?',
  '(?:\\w+ ){0,3}aussi',
  'tod[oa]s?(?: \\w+){0,3}',
  '(?:varios|muchos|varias)(?: \\w+)?',
  '(?:\\w+ ){0,3}(?:tambien|tambem)',
  '(?:varios|muitos|varias)(?: \\w+)?',
  "tutt[oiae](?: \\w+| l'\\w+){0,3}",
  "tutto l'\\w+",
  '(?:parecchi|molti|diversi)(?: \\w+)?',
  '(?:\\w+ ){0,3}(?:anche|pure)',
  'iedereen',
  '(?:de|het) hele \\w+',
  'allemaal',
  '(?:meerdere|veel)(?: \\w+)?',
  '(?:\\w+ ){0,3}ook',
);
/** A denial among what would say that others have it. */
export const LONGEST_SHORT = 5;

/** Whenever it may: affirms. */
export const EVERY_TIME = whole(
  '(?:yes,? )?(?:(?:almost )?every (?:single )?time|each time|always|constantly|all the time|every (?:morning|day|hour|minute))',
  '(?:bei )?jede[sm] mal|immer|standig|dauernd|jeden (?:tag|morgen)|die ganze zeit',
  'a chaque fois|chaque fois|toujours|tout le temps|constamment|tous les (?:jours|matins)',
  'cada vez|siempre|todo el (?:tiempo|rato)|constantemente|todos los dias|todas las veces',
  'toda vez|todas as vezes|sempre|o tempo todo|constantemente|todos os dias',
  'ogni volta|sempre|di continuo|continuamente|tutti i giorni|ogni giorno',
  'elke keer|iedere keer|altijd|steeds|voortdurend|elke dag|constant',
);
/** To a high degree: affirms. */
export const VERY = whole(
  '(?:very|extremely|totally|completely|entirely|fully|absolutely)(?: much(?: so)?)?|a lot|big time',
  'sehr|total|vollig|komplett|extrem',
  'tres|beaucoup|enormement|completement|totalement',
  'much(?:o|isimo)|totalmente|completamente|bastante',
  'muito|bastante|totalmente|completamente',
  'molto|moltissimo|tantissimo|parecchio|totalmente|completamente',
  'heel erg|zeer|helemaal|volledig',
);
/** There are some. */
export const SOME = whole(
  '(?:quite )?(?:plenty|lots|many|several|a few|loads|tons|dozens|hundreds|multiple|a lot|a couple)(?: of (?:them|those))?',
  '(?:ziemlich |sehr )?viele|einige|mehrere|etliche|jede menge|ein paar|massenhaft',
  'plusieurs|beaucoup|plein|quelques-un(?:e)?s',
  'much[oa]s|vari[oa]s|bastantes|algun[oa]s',
  'muit[oa]s|vari[oa]s|algun(?:s|as)|bastantes',
  'molt[ie]|parecchi(?:e)?|divers[ie]|alcun[ie]|tant[ie]',
  'veel|meerdere|enkele|verschillende|een paar|heel wat',
);
export const ASKS_IF_ANY =
  /\b(?:any|some|are there|is there|gibt es|sind|irgendwelche|y a-t-il|est-ce qu'il y a|hay|algun[oa]?s?|ha|tem|existem|algum(?:a|as)?|alguns|ci sono|c'e|qualche|delle|degli|zijn er|is er|enige)\b/;

/** Not there any more, or not there at all, whatever it is. */
export const GONE =
  /^(?:(?:it|that|the \w+|he|she|er|es|sie|il|elle|c'|esta|ha|se|e|het|hij|is|has|ist|a|foi|si) ){0,3}(?:is |are |has |ist |est |a |esta |ha |e |zijn )?(?:gone|missing|disappeared|vanished|not there|weg|verschwunden|fehlt|fehlen|disparue?|manquante?|manque|desaparecid[oa]|desaparecio|falta|sumiu|sumid[oa]|desapareceu|sparit[oa]|scompars[oa]|manca|verdwenen|ontbreekt)[\s.!,]*$/;
export const ASKS_IF_GONE =
  /\b(?:gone|missing|disappear(?:ed|s)?|vanish(?:ed)?|lost|away|weg|verschwunden|fehlt|fehlen|disparue?|manque\w*|desaparec\w+|falta\w*|sumiu|sumid[oa]|sparit[oa]|scompars[oa]|manca\w*|verdwenen|ontbreekt)\b/;

/** What was over has come again. */
export const RETURNED =
  /\b(?:(?:came|comes|come|keeps coming|is|was) back|return(?:s|ed)|reappear(?:s|ed)|again|(?:kam|kommt|ist) (?:wieder|zuruck)|wieder (?:da|aufgetaucht|gekommen)|(?:est |c'est )?revenue?|revient|reapparu|(?:ha )?vuelto|volvio|vuelve|voltou|volta|(?:e )?tornat[oa]|torna|ricompars[oa]|(?:is )?terug(?:gekomen)?|weer terug)\b/;
