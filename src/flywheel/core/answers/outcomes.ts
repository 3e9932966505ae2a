/*
 * What technicians report: IT's own words, which no general resource has. Texts are normalised (no accents, lower case).
 */

/** Somebody who does not know, or says both; the whole answer. */
export const UNCLEAR =
  /^(?:n ?[/.] ?a|na|not applicable|unknown|unclear|dunno|no idea|no clue|idk|i do not know|do not know|not (?:really |quite |so |entirely )?(?:sure|certain)|unsure|maybe|perhaps|possibly|probably|might be|could be|hard to (?:say|tell)|can not (?:say|tell)|who knows|tbd|tbc|pending|\?+|-+|yes and no|no and yes|yes\/no|both|either|neither|it depends|depends|kind of|sort of|partly|partially|in part|half|more or less|so so|on and off|(?:only |just )?(?:sometimes|at times|now and then|occasionally|intermittently|rarely|randomly|from time to time|once in a while)|it varies|varies|skipped?|not (?:checked|tested|asked|tried)(?: yet)?|weiss (?:ich )?nicht|ich weiss (?:es )?nicht|keine ahnung|unklar|unbekannt|vielleicht|manchmal|teils teils|teilweise|jein|mal so mal so|kommt darauf an|kommt drauf an|nur manchmal|ab und zu|je ne sais pas|je sais pas|j'en sais rien|aucune idee|peut-etre|ca depend|parfois|oui et non|pas sur|pas sure|inconnu|no (?:lo )?se|ni idea|no sabria|quizas?|tal vez|depende|a veces|si y no|nao sei|sei la|nao faco ideia|talvez|as vezes|sim e nao|non (?:lo )?so|boh|non saprei|forse|dipende|a volte|si e no|weet (?:ik )?niet|ik weet het niet|geen idee|misschien|soms|ja en nee|hangt ervan af|onbekend|ja und nein|incerto|incierto)[\s.!,?]*$/;

/** The same within a longer clause. */
export const UNCLEAR_CLAUSE =
  /\b(?:not (?:really |quite |too |entirely )?(?:sure|certain)|do not (?:really )?know|no idea|no clue|(?:can not|hard to) (?:tell|say)|unsure|unclear|dunno|weiss (?:ich )?nicht|keine ahnung|bin (?:mir )?(?:da )?nicht sicher|ne sais pas|pas (?:tout a fait )?sur\b(?! le)|no (?:lo )?se\b|no estoy segur[oa]|nao sei|nao tenho certeza|non (?:lo )?so\b|non sono sicur[oa]|weet (?:ik )?(?:het )?niet|niet zeker|it depends|sometimes (?:yes|it does)|yes and no|ja und nein)\b/;

/** As before: whatever was wrong is still so. */
export const SAME_AS_BEFORE =
  /\b(?:still (?:the )?same|(?:the |exactly the )?same (?:as before|again|thing|issue|problem|error|errors|message|result|behaviou?r|story|old|symptoms?|fault)|same here|no (?:change|changes|difference|improvement|effect|luck|success|joy|dice|progress)|nothing (?:has )?changed|nothing new|unchanged|as before|made no difference|did not (?:change|help|work|fix|solve|do (?:it|anything|the trick)|make (?:any|a) (?:difference|change))|does not help|has not (?:helped|changed|fixed|solved)|did nothing|not (?:fixed|solved|resolved)|still (?:not|no|nothing|broken|failing|fails|dead|down|offline|there|happening|happens|occurs|appears|persists|present|stuck|red|wrong|having|getting|seeing|see|get)|(?:problem|issue|error) (?:persists|remains|stays|continues)|immer noch|nach wie vor|wie vorher|wie zuvor|unverandert|keine anderung|keine besserung|hat nicht geholfen|nichts gebracht|derselbe fehler|gleiche[rs]? (?:fehler|problem|meldung)|toujours (?:pareil|le meme|la meme|pas|en panne)|(?:la )?meme (?:chose|erreur|probleme|message)|aucun changement|rien (?:n'a )?change|rien de neuf|pareil|sigue (?:igual|sin|fallando|el|la)|lo mismo|igual que antes|(?:el )?mismo (?:error|problema)|(?:la )?misma (?:cosa|falla)|sin cambios|ningun cambio|no (?:ha )?(?:ayudo|ayudado|cambio|sirvio)|nada cambio|continua (?:igual|o mesmo|a mesma|sem|na mesma|com)|(?:o )?mesmo (?:erro|problema)|mesma (?:coisa|mensagem)|na mesma|sem (?:mudanca|alteracao|melhora)|nao (?:ajudou|mudou|resolveu|adiantou)|sempre (?:uguale|lo stesso|la stessa)|(?:lo )?stesso (?:errore|problema)|(?:la )?stessa (?:cosa)|come prima|nessun cambiamento|non (?:e cambiato|ha aiutato|ha risolto|cambia)|ancora (?:uguale|lo stesso|niente)|nog steeds|zelfde (?:fout|probleem|melding|als)|hetzelfde|geen (?:verandering|verschil|verbetering)|niets veranderd|niet geholpen)\b/;

/** What was asked is so no more. */
export const NO_LONGER =
  /(?:^|\b)(?:not any ?more|no longer|no more|not now|never again|has stopped happening|is gone now|nicht mehr|keine? \w+ mehr|plus du tout|plus maintenant|ne \w+ plus\b|n'\w+ plus\b|plus (?:de|d')|ya no|mas no|ja nao|nao mais|nao \w+ mais|non piu|non \w+ piu|niet meer|geen \w+ meer)\b/;

/** Not so far. */
export const NOT_YET =
  /(?:^|\b)(?:not yet|not so far|not quite yet|noch nicht|pas encore|aun no|todavia no|ainda nao|non ancora|nog niet)\b/;

/** It is right now. */
export const MENDED =
  /\b(?:(?:it )?(?:now )?works? (?:now|again|fine|perfectly|great|like a charm)|(?:is |are )?working (?:now|again|fine|perfectly)|(?:all )?(?:good|fine|ok|okay|well|clear|sorted|set) now|now (?:it )?(?:works|is (?:fine|ok|okay|good|working|gone|there|back))|back (?:to normal|online|up|on|again)|(?:is |was |got |has been |all )?(?:fixed|solved|resolved|sorted|repaired|cured)|(?:it |that |this )?(?:did|does|has) the trick|(?:that|it|this) (?:helped|did it|worked|fixed it|solved it|resolved it)|(?:error|problem|issue|message|warning|it) (?:is |has |went )?(?:gone|away|disappeared|vanished)|went away|has disappeared|geht (?:jetzt|wieder|nun)|jetzt geht|(?:lauft|funktioniert|klappt) (?:jetzt|wieder|nun)|jetzt (?:lauft|funktioniert|klappt)|wieder (?:da|ok|gut|in ordnung)|behoben|gelost|(?:hat )?geholfen|fehler (?:ist )?weg|ca (?:marche|fonctionne)(?: maintenant| a nouveau)?|c'est (?:bon|regle|resolu|repare)|resolu|regle|(?:ya|ahora) (?:funciona|va|anda|esta)|funciona (?:ya|ahora|de nuevo)|solucionado|resuelto|arreglado|(?:ja|agora) (?:funciona|esta|foi)|funciona agora|resolvido|consertado|(?:adesso|ora) (?:funziona|va|e)|funziona (?:adesso|ora|di nuovo)|risolto|sistemato|(?:werkt|doet het) (?:nu|weer)|nu (?:werkt|doet)|opgelost|verholpen|gefixt)\b/;

/** It went wrong: no answer, refused, broken. */
export const FAILED =
  /\b(?:timeouts?|timing out|unreachable|not reachable|no (?:reply|replies|response|answer|route|connection|signal|power|link|sound|picture|light|internet|network|access|output|effect|reaction|ping)|nothing (?:happens|happened|comes?|came|back|appears|there|at all|received|prints)|(?:access|permission|connection|login|sign-in|request) (?:is |was |has been )?(?:denied|refused|rejected|reset|closed|lost)|denied|refused|rejected|forbidden|unauthori[sz]ed|not found|could not (?:find|be found|connect|open|reach|resolve)|can not (?:find|be found|connect|open|reach|resolve)|fail(?:s|ed|ing|ure)?|crash(?:es|ed|ing)?|broken|dead|(?:is|was|are|went|all|still|host) down|hangs?|freez(?:es|ing)|froze|frozen|stuck|blocked|error(?:s|ed)?|exception|invalid|not working|does not work|did not work|wont work|kaputt|defekt|tot|abgesturzt|sturzt (?:sofort )?ab|(?:zugriff|anmeldung|verbindung) (?:wurde )?(?:verweigert|abgelehnt|getrennt|abgebrochen)|zeituberschreitung|nicht erreichbar|keine (?:antwort|verbindung|reaktion)|fehler|fehlgeschlagen|ausgefallen|en panne|casse|plante|acces (?:refuse|interdit)|delai (?:d'attente )?(?:\w+ ){0,5}depasse|injoignable|inaccessible|aucune (?:reponse|connexion|reaction)|echoue|echec|erreur|averiad[oa]|roto|rota|acceso denegado|tiempo de espera agotado|inaccesible|inalcanzable|sin (?:respuesta|conexion)|fallo|falla|cuelga|quebrad[oa]|estragad[oa]|acesso negado|(?:tempo (?:limite )?(?:de espera )?)?esgotado|inacessivel|sem (?:resposta|conexao)|falhou|trava|avariad[oa]|rott[oa]|guast[oa]|accesso negato|(?:richiesta|tempo) scadut[oa]|irraggiungibile|non raggiungibile|nessuna (?:risposta|connessione)|fallito|errore|kapot|stuk|toegang geweigerd|onbereikbaar|niet bereikbaar|geen (?:antwoord|reactie|verbinding)|mislukt|fout|vastgelopen)\b|\b(?:100) ?% (?:packet |paket|de )?(?:loss|verlust|perte|perdida|perda|perdidos|verlies|persi|perdita)|\b0 (?:of|\/|out of|von|sur|de|di|van) \d+\b|\b0 (?:replies|responses|answers|packets? received|received|empfangen|recus?|recibidos|recebidos|ricevuti|ontvangen)\b|\b(?:http |error |status )?(?:40[0-9]|41[0-9]|42[0-9]|50[0-9])\b(?! ?(?:ms|mb|gb|kb|mbit|users|%))/;

/** It came back as it should. */
export const SUCCEEDED =
  /\b(?:repl(?:y|ies|ied)|responds?|responded|response|answers|answered|antwort|antwortet|reponse|repond|respuesta|responde|resposta|risposta|risponde|antwoord|reageert)\b.{0,20}\b\d+(?:[.,]\d+)? ?ms\b|^(?:in |about |~|<|time[=<]? ?)?\d+(?:[.,]\d+)? ?ms\b|\b0 ?% (?:packet |paket|de )?(?:loss|verlust|perte|perdida|perda|verlies)|\b(\d+) (?:of|\/|out of|von|sur|de|di|van) \1\b(?: (?:replies|received|packets))?|\b(?:http )?200(?: ok)?$|\b(?:succe(?:ss|eds|eded|ssful|ssfully)|reachable|erfolgreich|erreichbar|reussi|joignable|exitos[oa]|alcanzable|sucesso|riuscito|raggiungibile|gelukt|bereikbaar)\b/;

/** Questions whose matter is that something is over: yes means that it is right. */
export const ASKS_IF_OVER =
  /\b(?:gone|fixed|solved|resolved|cleared|disappeared?|went away|go away|away|repaired|over|cured|helped?|better|weg|behoben|gelost|geholfen|besser|verschwunden|resolu|regle|disparu|aide|mieux|solucionad[oa]|resuelt[oa]|desaparecid[oa]|desaparecio|ayudo|mejor|resolvid[oa]|sumiu|desapareceu|ajudou|melhor|risolto|sparito|sparita|scomparso|aiutato|meglio|opgelost|verdwenen|geholpen|beter)\b/;

/** Words for things being amiss, in the languages besides English. */
export const FAULTS_ELSEWHERE =
  /\b(?:fehler\w*|fehlermeldung\w*|problem\w*|storung\w*|kaputt|defekt|erreurs?|problemes?|panne|error(?:es)?|problemas?|fallos?|fallas?|averia|erros?|falhas?|errori?e?|problemi?|guasto|fout\w*|probleem|problemen|storing|sturzt|hangt|plante|bricht|coupe|corta|cai|cade|valt)\b/;

/** How full something is: "40 % free" of a disk that may be full. */
export const SHARE_FREE =
  /(\d{1,3}(?:[.,]\d+)?) ?% (?:are |is |still |noch |de )?(?:free|available|left|frei|libres?|livres?|liber[oi]|disponibles?|vrij|over)\b/;
export const SHARE_USED =
  /(\d{1,3}(?:[.,]\d+)?) ?% (?:are |is )?(?:full|used|in use|voll|belegt|plein|utilises?|llen[oa]|usad[oa]|chei[oa]|ocupad[oa]|pien[oa]|usat[oa]|vol|gebruikt)\b/;
export const ASKS_IF_FULL = /\b(?:full|voll|plein|pleine|llen[oa]|chei[oa]|pien[oa]|vol)\b/;

/** "No errors", "keine Probleme": that nothing is amiss. */
export const NOTHING_AMISS =
  /\b(?:no|not any|without(?: any)?|zero|0|keine?|aucune?|pas d[e' ]|sans|sin|ningun|ninguna|sem|nenhuma?|nessun[oa]?|senza|geen)\s?(?:further |more |other |such |weiteren? )?(?:problems?|issues?|troubles?|errors?|faults?|failures?|complaints?|drops?|crashes|trouble at all|probleme?|fehler|soucis?|problemes?|erreurs?|problemas?|errores|errori|problemi|erros?|problemen|probleem|fouten)\b/;

/** "No problem" for "gladly". */
export const GLADLY =
  /^(?:no (?:problem|worries|trouble|issue|prob)s?(?: (?:at all|there|here|with that))?|kein problem|(?:pas|aucun) (?:de )?(?:probleme|souci)|sin problemas?|ningun problema|sem problemas?|nessun problema|geen probleem|np)[\s.!,]*(?:$|[.,!;])/;
