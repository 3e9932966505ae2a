import type { Language } from '../../search/text/languages.js';

/** The languages besides English in which support talk is read. */
export type Elsewhere = Exclude<Language, 'en'>;

/**
 * How a language tells what somebody does with a sentence. Texts are spelt without accents and in lower case. The stems
 * are of IT's own verbs, by hand; whatever inflection adds is in `ending`.
 */
export interface SpeechWords {
  /** Beginnings of verbs with which one tells another what to do. */
  stems: string;
  /** What such a verb may end in, where it begins an order. */
  ending: string;
  /** Orders by their shape, whatever the verb. */
  orders: RegExp;
  /** Orders to tell or to look whether: questions in the shape of an order. */
  report: RegExp;
  /** "Could you please": a request in the shape of a question. */
  request: RegExp;
  /** "I have": what follows is what was done by who helps. */
  own: RegExp;
  /** What was done that does nothing to the problem: seen, read, understood. */
  idle: RegExp;
  /** Verbs at the end of a note ("Router neu starten"), where the language has them there. */
  atEnd?: RegExp;
}

const alternatives = (words: string): string => words.trim().split(/\s+/).join('|');

const DE_STEMS = alternatives(
  `start schalt offn klick druck zieh steck installier deinstallier entfern losch aktualisier pruf wahl meld trenn verbind setz gib geb geh
  mach nimm nehm lad fahr tausch wechsl wechsel versuch probier schliess beend aktivier deaktivier leer kopier fuhr tipp wart halt stell
  reinig richt ersetz such lass bring schick hol nutz verwend ander reparier konfigurier registrier entsperr sperr bestatig erstell speicher
  ruf scroll boot reboot drossel erneuer kontrollier verschieb nehm schieb stopp resett update`,
);
const NL_STEMS = alternatives(
  `start zet schakel sluit open klik druk trek haal steek stop installeer verwijder wis werk controleer probeer vervang wissel verbind
  koppel log meld kies selecteer ga voer typ maak leeg wacht houd laat stel gebruik reset herstel kopieer verplaats activeer deactiveer doe
  neem plaats reinig vink blokkeer deblokkeer download ontgrendel update vul ververs`,
);
const NL_INFINITIVES = alternatives(
  `starten zetten schakelen sluiten openen klikken drukken trekken halen steken stoppen installeren verwijderen wissen werken controleren
  vervangen wisselen verbinden koppelen loggen melden kiezen selecteren voeren typen maken legen wachten laten stellen resetten herstellen
  kopieren verplaatsen activeren deactiveren plaatsen reinigen blokkeren ontgrendelen updaten verversen`,
);

export const SPEECH_WORDS: Record<Elsewhere, SpeechWords> = {
  de: {
    stems: DE_STEMS,
    ending: 'e?',
    orders:
      /^(?!(?:haben|sind|konnen|konnten|werden|wurden|sollten|mussen|mochten|wollen|sehen|horen|wissen|kennen|bekommen|brauchen|verstehen|finden) )\p{L}+e?[rl]?n sie\b|^(?:sie|wir|du|man) (?:sollten?|solltest|mussen?|musst|muss|konnten?|konntest|konnen|kannst|kann) (?!.*\b(?:sehen|erkennen|horen)\W*$)|^(?:ich|wir) (?:wurden? |mochten? )?(?:empfehlen?|raten?|schlagen?) |^(?:lassen sie uns|lass uns)\b/u,
    report:
      /^(?:sagen|nennen|teilen|beschreiben|verraten|sag|nenn|beschreib)\b|^geben sie (?:mir|uns)\b|^(?:prufen|schauen|sehen|kontrollieren|testen|pruf|schau|sieh|teste)\w*\b.*\b(?:ob|welche[rsnm]?|wie viele?)\b/,
    request: /^(?:konnten|wurden|konntest|wurdest) (?:sie|du)\b|^(?:konnen|kannst) (?:sie|du)\b.*\bbitte\b/,
    own: /^(?:ich|wir) (?:habe?n?|hab) (?:.*[ ,])?(\p{L}*(?:ge|iert|be|ver|er|ent|zer|uber)\p{L}*)(?= und |\W*$)|^(?:ich|wir) (start|setz|schalt|losch|installier|aktualisier|entsperr|tausch|ersetz|aktivier|deaktivier|erneuer|stell|richt)\p{L}*/u,
    idle: /^(?:gesehen|nachgesehen|gepruft|uberpruft|geschaut|nachgeschaut|verstanden|gelesen|gefunden|bekommen|erhalten|notiert|gehort|gefragt|gedacht|gehabt|gewesen)$/,
    atEnd: new RegExp(
      `(?:^| )(?:ab|an|auf|aus|ein|um|zu|vor|nach|weg|los|neu|hoch|runter|herunter|zuruck|heraus|durch)?(?:${DE_STEMS})(?:e?n)$`,
    ),
  },
  fr: {
    stems: alternatives(
      `redemarr demarr ouvr ferm cliqu appuy appui debranch rebranch branch install desinstall reinstall supprim effac vid verifi essay essai chang
      remplac connect deconnect reconnect activ desactiv mett met lanc relanc eteign allum retir enlev tap saisi entr selection chois allez aller va
      fait fais met mets reinitialis configur nettoy attend copi deplac utilis coch decoch telecharg enregistr arret debloqu ajout`,
    ),
    ending: '(?:e|es|ez|ons|s|er|ir|re|oir|isse[sz]?|issez)?(?:-(?:le|la|les|vous|y|en))?',
    orders:
      /^(?:ne |n')?(?!(?:avez|pouvez|devez|etes|savez|voulez|voyez|chez|assez|aviez|recevez|utilisez-vous)\b)\p{L}+ez\b(?!-vous\b)|^(?:vous|nous|on|il) (?:devez|devriez|devrions|allez|pouvez|pourriez|faut|faudrait|doit)\b(?!.*\b(?:voir|entendre)\b)|^je (?:vous )?(?:conseille|recommande|suggere|propose|invite)\b/u,
    report:
      /^(?:dites|dis|indiquez|precisez|decrivez|donnez-moi|donnez-nous|communiquez)\b|^(?:verifiez|verifie|regardez|regarde|testez|confirmez|voyez)\b.*\b(?:si|s'il|quel(?:le)?s?|combien)\b/,
    request: /^(?:pourriez|pouvez|peux|pourrais)[- ](?:vous|tu)\b/,
    own: /^(?:j'ai|nous avons|je viens de|on a|j'avais) (?:bien |deja |aussi |egalement |juste |maintenant |l'|les? |la )*(\p{L}+)|^je ((?:re)?(?:demarr|initialis|install|activ|debloqu|remplac|chang|supprim)\p{L}*)/u,
    idle: /^(?:vu|lu|regarde|verifie|note|compris|trouve|recu|entendu|demande|pense|besoin|l'impression|ete|eu|une?|le|la|les)$/,
  },
  es: {
    stems: alternatives(
      `reinici apag encend enciend desconect conect reconect abr cierr cerr hag hac haz puls presion oprim instal desinstal reinstal elimin borr
      actualiz compruebe prueb prob intent cambi reempla sustituy quit retir introduzc introduc escrib seleccion elij eleg activ desactiv vay
      entr ejecut configur limpi vaci revis desenchuf enchuf esper manteng restablezc restablec restaur vuelv inici copi muev asegur pong pon us
      utili verifi agreg anad descarg guard deten det par liber marqu desmarqu saqu sac dej ve desbloqu hag toqu`,
    ),
    ending:
      '(?:e|a|en|an|ar|er|ir|que|quen|ce|cen|gue|guen|z|c[ae]|i?ndo)?(?:me|te|se|lo|la|le|los|las|les)?',
    orders:
      /^(?:usted |nosotros )?(?:debe|deberia|debes|deberias|tiene que|tienes que|hay que|puede|podria|conviene|es necesario)\b(?!.*\b(?:ver|oir)\b)|^(?:le |te )?(?:recomiendo|sugiero|aconsejo|propongo)\b|^(?:por favor,? )?no \p{L}+(?:e|es|a|as)\b (?:el|la|los|las)\b/u,
    report:
      /^(?:digame|dime|digan|indiqueme|indique|describa|deme|dame|cuenteme)\b|^(?:compruebe|comprueba|verifique|verifica|revise|revisa|mire|mira|confirme|confirma|vea)\b.*\b(?:si|que|cual(?:es)?|cuant[oa]s?)\b/,
    request: /^(?:podria|podrias|puede|puedes|le importaria)\b/,
    own: /^(?:ya |acabo de |yo )*(?:he|hemos|acabamos de|le he|te he|lo he|la he) (?:ya )?(\p{L}+(?:[ai]do|to|cho|so))\b|^acabo de (\p{L}+)/u,
    idle: /^(?:visto|leido|revisado|comprobado|encontrado|entendido|recibido|anotado|oido|pensado|sido|tenido)$/,
  },
  pt: {
    stems: alternatives(
      `reinici deslig lig desconect conect reconect abr fech fac faz cliqu clic pression apert instal desinstal reinstal exclu apag delet
      atualiz verifi tent experiment troc troqu substitu remov retir insir insere digit selecion escolh ativ desativ va acess execut configur
      limp esvazi tir plug esper aguard mantenh restaur redefin copi mov us utiliz coloqu coloc ponh desmarqu marqu baix salv encerr par
      liber entr volt recarreg carreg desbloquei toqu`,
    ),
    ending: '(?:e|a|em|am|ar|er|ir|ue|uem|i|ei|ou|amos)?(?:-(?:o|a|os|as|se|me|lo|la))?',
    orders:
      /^(?:voce |nos |a gente )?(?:deve|deveria|precisa|tem que|tem de|pode|poderia|convem|e preciso|e necessario)\b(?!.*\b(?:ver|ouvir)\b)|^(?:eu )?(?:recomendo|sugiro|aconselho|proponho)\b|^nao \p{L}+(?:e|a)\b (?:o|a|os|as)\b/u,
    report:
      /^(?:(?:me )?(?:diga|informe|descreva|conte)|diga-me|informe-me|dica)\b|^(?:verifique|verifica|veja|confira|confirme|olhe|teste)\b.*\b(?:se|qual|quais|quant[oa]s?)\b/,
    request: /^(?:voce |o senhor |a senhora )?(?:poderia|podia|pode|consegue)\b/,
    own: /^(?:eu |nos |ja |acabei de )*(?:acabei de (\p{L}+)|((?:reinici|redefin|desbloque|instal|reinstal|atualiz|troqu|ativ|desativ|limp|configur|remov|substitu|coloqu|ajust|cri|alter|reset)\p{L}*(?:ei|i|amos|emos|imos))\b)/u,
    idle: /^(?:ver|ler|verificar|receber|verifiquei|vi|li|recebi)$/,
  },
  it: {
    stems: alternatives(
      `riavvi avvi spegn spenga accend scolleg ricolleg colleg stacc attacc apr chiud facci fai clicc prem install disinstall reinstall elimin
      cancell aggiorn verific controll prov cambi sostitu rimuov tolg togl inser scriv digit selezion scelg scegl attiv disattiv vad vai entr
      esegu configur pul svuot attend aspett teng tien lasc ripristin reimpost impost copi spost us utilizz mett sblocc scaric salv ricaric
      conness disconn connett disconnett`,
    ),
    ending:
      '(?:i|a|e|ia|hi|are|ere|ire|ate|ete|ite|ca|chi|isca|isci|ga|gi|iamo|ulisca|isc[ai])?(?:lo|la|li|le|si|mi|ci)?',
    orders:
      /^(?:lei |noi )?(?:deve|dovrebbe|devi|dovresti|bisogna|occorre|puo|potrebbe|conviene|e necessario)\b(?!.*\b(?:vedere|sentire)\b)|^(?:le |ti |vi )?(?:consiglio|suggerisco|raccomando|propongo)\b|^non \p{L}+(?:i|a|are|ere|ire)\b (?:il|lo|la|i|gli|le)\b/u,
    report:
      /^(?:mi )?(?:dica|dimmi|indichi|descriva|dia|dammi)\b|^(?:verifichi|verifica|controlli|controlla|guardi|guarda|veda|confermi|provi a vedere)\b.*\b(?:se|quale|quali|quant[oaie])\b/,
    request: /^(?:potrebbe|puo|puoi|potresti)\b/,
    own: /^(?:io )?(?:le |gli |l'|ti )?(?:ho|abbiamo) (?:gia |appena |anche |ora )*(\p{L}+)/u,
    idle: /^(?:visto|letto|controllato|verificato|trovato|capito|ricevuto|annotato|sentito|pensato|avuto)$/,
  },
  nl: {
    stems: `(?:her|ont|de|her)?(?:${NL_STEMS})`,
    ending: '(?:t|en)?',
    orders:
      /^(?:u|je|jij|we|wij) (?:moet|moeten|kunt|kan|kunnen|dient|zou(?:den)?)\b(?!.*\b(?:zien|horen)\b)|^(?:ik|wij|we) (?:raad|raden|adviseer|adviseren|stel|stellen) .*\b(?:aan|voor|om)\b|^laten we\b/u,
    report:
      /^(?:vertel|zeg|noem|beschrijf|geef (?:me|mij|ons|het nummer|de code))\b|^(?:controleer|kijk|check|test|bekijk)\b.*\b(?:of|welke?|hoeveel)\b/,
    request:
      /^(?:zou|zoudt|wil|wilt) (?:u|je|jij)\b|^(?:kunt|kun|kan) (?:u|je|jij)\b.*\b(?:alstublieft|aub|graag|even|eens)\b/,
    own: /^(?:ik|wij|we) (?:heb|hebben) (?:.*[ ,])?((?:\p{L}*ge|her|ver|ont|be)\p{L}+)(?= en |\W*$)|^(?:ik|wij|we) ((?:her|ont)?(?:start|zet|schakel|installeer|vervang|verwijder|reset|activeer|herstel|grendel))/u,
    idle: /^(?:gezien|gelezen|gecontroleerd|gekeken|nagekeken|begrepen|gevonden|gekregen|ontvangen|genoteerd|gehoord|gevraagd|gedacht|bekeken)$/,
    atEnd: new RegExp(`(?:^| )(?:op|uit|aan|in|af|los|her|ont|door|terug|de)?(?:${NL_INFINITIVES})$`),
  },
};

/** What may stand before the sentence itself, in any of the languages. */
export const LEAD_IN_ELSEWHERE =
  /^(?:(?:bitte|dann|danach|jetzt|nun|zuerst|zunachst|als (?:erstes|nachstes)|anschliessend|schliesslich|gut|okay?|ja|nein|also|und|aber|mal|super|prima|klar|alors|ensuite|puis|maintenant|d'abord|tout d'abord|enfin|s'il (?:vous|te) plait|bien|et|mais|d'accord|parfait|oui|non|entonces|luego|ahora|primero|despues|finalmente|por favor|bueno|vale|de acuerdo|perfecto|y|pero|si(?=,)|entao|depois|agora|primeiro|em seguida|por fim|certo|perfeito|e|mas|sim|allora|poi|ora|adesso|prima|per prima cosa|infine|quindi|per favore|per cortesia|bene|perfetto|ma|dan|daarna|nu|eerst|vervolgens|ten slotte|alstublieft|graag|goed|mooi|en|maar|nee)\b[,:;.!]? *)+/;

export const SETTING_ELSEWHERE =
  /^(?:wenn|falls|sobald|nachdem|im|unter|bei|um|quand|lorsque|une fois|dans|pour|cuando|una vez|en|para|quando|uma vez|no|na|se|nel|nella|per|una volta|als|zodra|nadat|om|si)\b[^,]*, */;

export const COURTESY_ELSEWHERE = new RegExp(
  `^(?:${[
    `(?:hallo|guten (?:tag|morgen|abend)|moin|servus|gruss gott|bonjour|bonsoir|salut|hola|buen(?:os|as) (?:dias|tardes|noches)|ola|oi|bom dia|boa (?:tarde|noite)|ciao|salve|buongiorno|buonasera|hoi|dag|goede(?:morgen|middag|navond))\\b(?:[ ,]+(?:herr|frau|madame|monsieur|senora?|senhora?|signora?|mevrouw|meneer)?\\.? ?[\\p{L}'-]+)?\\W*$`,
    `(?:vielen|besten|herzlichen|lieben) dank|danke(?:schon)?|gern(?:e)?(?: geschehen)?\\W*$|keine ursache|kein problem|(?:das )?freut mich|schon(?: zu horen|, dass)|(?:es )?tut mir(?: sehr)? leid|entschuldig|einen? (?:schonen|kleinen moment|moment|augenblick)|schonen|auf wiedersehen|tschuss|moment|lassen sie sich zeit|nehmen sie sich (?:ruhig )?zeit|(?:nur )?keine (?:eile|hektik)|melden sie sich (?:bitte |dann |einfach |wieder )*(?:gerne?|jederzeit|bei (?:mir|uns|fragen)|wenn|falls)\\b|(?:ich )?(?:schaue|sehe|prufe) (?:das |mal |kurz |es |gleich )*(?:nach|an|fur sie)|willkommen|viel (?:erfolg|spass|gluck)|alles klar\\W*$|verstanden\\W*$|(?:sehr )?(?:gut|schon|super|prima|toll|perfekt|wunderbar)\\W*$`,
    `merci|je vous en prie|de rien|avec plaisir|(?:je suis )?(?:vraiment )?desolee?|bonne (?:journee|soiree|continuation)|au revoir|(?:un|une) (?:petit )?(?:instant|moment|seconde)|je (?:regarde|verifie)\\b|prenez (?:tout )?votre temps|pas de (?:probleme|souci|soucis)|rien ne presse|n'hesitez pas|(?:je suis )?(?:ravie?|contente?|heureux|heureuse)|bienvenue|(?:tres bien|super|parfait|genial|excellent|formidable|entendu|compris)\\W*$`,
    `(?:muchas )?gracias|de nada|con gusto|lo (?:siento|lamento)|lamento|que tenga|hasta (?:luego|pronto)|adios|un (?:momento|instante|segundo)|tome(?:se|te)? (?:su|tu) tiempo|sin prisas?|no (?:dude|hay problema|se preocupe)|me alegr|bienvenid[oa]|(?:excelente|perfecto|genial|estupendo|muy bien|entendido|claro)\\W*$`,
    `(?:muito )?obrigad[oa]|disponha|por nada|sinto muito|desculp|tenha um|ate (?:logo|mais|breve)|tchau|(?:so )?um (?:momento|instante|minuto)|leve o tempo|sem pressa|sem problemas?|fico (?:feliz|contente)|que bom|bem-vind[oa]|(?:otimo|excelente|perfeito|muito bem|entendi|entendido)\\W*$`,
    `(?:molte |mille )?grazie|prego|di niente|mi dispiace|mi scus|buona (?:giornata|serata)|arrivederci|(?:solo )?un (?:attimo|momento|istante)|con calma|si prenda|(?:faccia|fai) con calma|nessuna fretta|nessun problema|(?:sono |mi fa )?(?:felice|content[oa]|piacere)|benvenut[oa]|(?:ottimo|perfetto|benissimo|molto bene|capito)\\W*$`,
    `(?:hartelijk |heel erg )?(?:bedankt|dank (?:u|je))|graag gedaan|geen (?:dank|probleem|haast)|het spijt me|fijne (?:dag|avond)|tot ziens|(?:een )?(?:moment|momentje|ogenblik)|neem (?:rustig |gerust )?(?:de|uw|je) tijd|rustig aan|fijn\\b|(?:ik )?kijk (?:het |even |dat )*na|welkom|(?:mooi|prima|top|perfect|uitstekend|heel goed|begrepen)\\W*$`,
  ].join('|')})`,
  'u',
);

/** About the talk: what else may be done, how one may help. */
export const SOCIAL_ELSEWHERE =
  /\b(?:kann ich (?:ihnen |dir )?(?:sonst |noch |weiter|etwas |was )+.*(?:helfen|tun)|(?:wie|womit) kann ich|(?:en quoi|comment) puis-je|puis-je (?:vous )?(?:aider|faire)|autre chose|en que (?:le |te )?puedo|puedo ayudar|algo mas|mais alguma coisa|algo mais|posso (?:ajudar|aiutar)|(?:como|come) posso|in cosa posso|(?:qualcos'|qualche |nient')altro|nog iets|(?:waarmee|hoe) kan ik|kan ik (?:u |je )?(?:nog |verder )+)/;

/** Whether what was done has helped. */
export const CHECK_ELSEWHERE =
  /\b(?:hat (?:das|es|dies)(?: jetzt| etwas)? (?:geholfen|funktioniert|geklappt|gebracht)|(?:geht|funktioniert|klappt|lauft) (?:es|das|alles)(?: denn)?(?: (?:jetzt|nun|wieder|so))+|ist (?:es|das|das problem|der fehler) (?:jetzt |nun )?(?:weg|behoben|besser|gelost)|(?:sagen|geben) sie (?:mir |uns )?(?:bitte )?bescheid|(?:sagen|sag) (?:sie )?(?:mir )?(?:bitte )?(?:,? ?ob|,? ?welche[rs]?) (?:das|es|davon)?.*(?:hilft|geholfen|geklappt)|(?:ca|cela) (?:marche|fonctionne|va|a (?:marche|fonctionne|aide))(?: (?:maintenant|mieux|a nouveau))*\W*$|(?:le probleme|l'erreur) (?:est|a)(?:-t-(?:il|elle))? .*(?:resolu|disparu)|(?:dites|dis)-moi (?:si (?:ca|cela)|ce qui|laquelle)|tenez-moi|(?:ayudo|ayudado|funciono|funcionado|resuelto|resolvio)(?: (?:eso|esto|algo))?\W*$|(?:funciona (?:ya|ahora)|(?:ya|ahora) funciona)(?: (?:bien|todo))?\W*$|(?:aviseme|digame|avisame|dime) (?:si (?:funciona|ayuda|eso|esto)|cual)|(?:ajudou|funcionou|resolveu|deu certo)\W*$|(?:agora (?:esta )?funciona(?:ndo)?|funciona(?:ndo)? agora)\W*$|(?:me )?(?:avise|diga)(?:-me)? (?:se (?:funciona|funcionou|ajudou|isso)|qual)|(?:ha|e) (?:funzionato|aiutato|servito)|(?:ora|adesso) funziona|funziona (?:ora|adesso)|mi (?:faccia|fai|dica) (?:sapere )?(?:se|quale|come)\b.*(?:funziona|aiuta|risol|va)?|mi faccia sapere|heeft (?:dat|dit|het) (?:geholpen|gewerkt)|(?:werkt|doet) (?:het|dit|alles)(?: het)?(?: (?:nu|weer))+|laat (?:me|mij|het (?:me|mij|ons)|ons) weten)/;

export const FOR_LATER_ELSEWHERE =
  /^(?:(?:wenn|falls|sollte) (?:es|das|der fehler|das problem|so etwas)\b.*\b(?:wieder|erneut|nochmals?|zuruck)|(?:das )?nachste[sn]? mal|kunftig|in zukunft|zusammengefasst|zusammenfassend|si (?:le probleme|l'erreur|cela|ca) (?:revient|se reproduit|reapparait)|la prochaine fois|a l'avenir|en resume|pour resumer|si (?:el problema |el error |esto )?(?:vuelve|se repite|reaparece)|la proxima vez|en el futuro|en resumen|se (?:o problema |o erro |isso )?(?:voltar|acontecer de novo|ocorrer novamente|repetir)|da proxima vez|no futuro|em resumo|resumindo|se (?:il problema |l'errore |dovesse )?(?:si ripresenta|succede (?:di nuovo|ancora)|ricapita|ripresentarsi|torna)|la prossima volta|in futuro|in sintesi|riassumendo|(?:als|mocht) (?:het|dit|de fout|het probleem)\b.*\b(?:weer|terug|opnieuw)|(?:de )?volgende keer|in de toekomst|samengevat|kortom)\b/;

/** What is about the ticket and the people, in the other languages. */
export const PAPERWORK_ELSEWHERE =
  /\b(?:tickets?|vorgang|kolleg\p{L}+|collegues?|dossier|companer[oa]s?|colegas?|chamado|collegh[ie]|collega|melding)\b/u;
