/**
 * What runbooks in German, Spanish, French, Portuguese, Italian and Dutch say in the places that `step-words.ts` and
 * `conditions.ts` know in English. The verbs are those of service desks, in the forms that tell somebody to do something.
 */

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** First words that tell what to do; German with "Sie" and French in -ez are told by their form. */
const VERBS = setOf(
  `prüfe öffne starte klicke wähle gehe geh gib lösche schalte installiere deinstalliere entferne trenne verbinde melde setze warte
  ziehe stecke drücke deaktiviere aktiviere führe schließe überprüfe kontrolliere ändere ersetze tausche reinige lade suche kopiere rufe
  wechsle aktualisiere versuche stelle lege nimm halte trage bestätige speichere wende kontaktiere probiere
  abra abre abrir vaya reinicie reinicia reiniciar pruebe prueba probar desinstale desinstala desinstalar instale instala instalar elimine
  elimina eliminar borre borra borrar haga haz pulse pulsa pulsar presione presiona presionar seleccione selecciona seleccionar elija elige
  elegir compruebe comprueba comprobar verifique verifica verificar revise revisa revisar desconecte desconecta desconectar conecte conecta
  conectar apague apaga apagar encienda enciende encender desactive desactiva desactivar activa activar introduzca introduce escriba
  escribe inicie inicia iniciar cierre cierra cerrar espere espera esperar cambie cambia cambiar actualice actualiza actualizar descargue
  configure configura configurar restablezca restablece restablecer contacte contacta contactar póngase ejecute ejecuta ejecutar quite
  quita quitar retire retira limpie limpia limpiar sustituya reemplace asegúrese asegúrate inserte inserta copie guarde guarda envíe llame
  utilice use usa repita repite vuelva vuelve mueva imprima acceda accede marque desmarque mantenga coloque saque enchufe desenchufe
  conéctese cree agregue añada añade ajuste confirme
  ouvrir redémarrer vérifier cliquer aller sélectionner choisir désinstaller installer supprimer débrancher brancher éteindre allumer
  désactiver activer saisir fermer attendre changer remplacer télécharger configurer réinitialiser contacter exécuter nettoyer essayer
  faites
  vá clique selecione exclua remova remover desligue desligar ligue ligar digite feche fechar aguarde aguardar atualize atualizar
  escolha escolher tente limpe troque substitua substituir contate acesse aceda insira restaure redefina desative ative baixe faça teste
  adicione salve envie verificar
  apri apra aprire vai vada riavvia riavvii riavviare verifichi controlla controlli controllare clicca fai faccia seleziona selezioni
  selezionare disinstalla disinstalli installi elimini rimuovi rimuova rimuovere spegni spenga spegnere accendi accenda accendere collega
  colleghi collegare scollega scolleghi scollegare inserisci inserisca chiudi chiuda chiudere attendi attenda aggiorna aggiorni
  aggiornare premi prema scegli scelga prova provi pulisci pulisca pulire sostituisci sostituisca sostituire contatta contatti contattare
  disattiva disattivi attiva attivi scarica esegui esegua eseguire ripristina ripristini reimposta accedi esci stampa stampi digita sposta
  imposta invia
  open ga start herstart controleer klik kies selecteer verwijder installeer deïnstalleer sluit schakel zet druk wacht probeer voer meld
  koppel verbind trek steek maak neem bel vervang reinig werk stel typ vul haal houd kopieer bewaar stuur ontkoppel`,
);

const OPENING =
  /^(?:(?:bitte|dann|danach|anschließend|zuerst|zunächst|nun|jetzt|schließlich|por favor|luego|después|a continuación|primero|entonces|ahora|ensuite|puis|enfin|d.abord|alors|depois|em seguida|primeiro|então|per favore|poi|quindi|infine|dan|vervolgens|daarna|eerst|nu),?\s+)+/iu;
const BY_FORM =
  /^(?:\p{L}+(?:en|ern|eln) Sie(?![\p{L}])|(?!chez\b|assez\b)\p{L}{3,}ez(?:-(?:vous|le|la|les))?(?![\p{L}]))/iu;

/** Whether a sentence tells somebody to do something in one of these languages. */
export function isTold(sentence: string): boolean {
  const plain = sentence.replace(OPENING, '');
  const [word = ''] = /^\p{L}+/u.exec(plain) ?? [];
  return VERBS.has(word.toLowerCase()) || BY_FORM.test(plain);
}

const IF =
  /^(?:(?:und|aber|y|et|e|en|maar)\s+)?(wenn|falls|sofern|sobald|si|s['’](?=ils?\b)|en caso de que|cuando|lorsque|quand|au cas où|se|caso|quando|qualora|als|indien|wanneer)(?:\s+|(?<=['’]))(.+)$/isu;
/** After these the verb stands last, so that the clause is only one with its word. */
const WITH_WORD = /^(?:wenn|falls|sofern|sobald|als|indien|wanneer)$/i;

/** A condition and what follows from it; the condition as it is asked. */
export function conditionIn(sentence: string): { condition: string; then: string } | null {
  const [, word = '', rest = ''] = IF.exec(sentence) ?? [];
  if (rest === '') return null;
  for (const { index, 0: mark } of rest.matchAll(/[,:]\s+/g)) {
    const then = rest
      .slice(index + mark.length)
      .replace(/^(?:dann|so|entonces|alors|então|allora|dan)\s+/i, '');
    if (!isTold(then) && !isAskedElsewhere(then) && jumpIn(then) === null) continue;
    const clause = rest.slice(0, index);
    return {
      condition:
        WITH_WORD.test(word) || /^s['’]/i.test(word)
          ? `${word}${/['’]$/.test(word) ? '' : ' '}${clause}`
          : clause,
      then,
    };
  }
  return null;
}

/** "Sonst", and "wenn nicht" before what is done then. */
export const OTHERWISE_IN =
  /^(?:sonst|andernfalls|anderenfalls|ansonsten|(?:wenn|falls) (?:nicht|nein)|de lo contrario|si no|en caso contrario|sinon|si non|dans le cas contraire|autrement|caso contrário|senão|se não|altrimenti|in caso contrario|se no|anders|zo niet|zo nee|indien niet)(?![\p{L}])[,:\s–—-]*/iu;
/** Of these, the ones that may also begin a condition of their own. */
export const MAYBE_CONDITION = /^(?:if not?|(?:wenn|falls) nicht|si no|se não|indien niet)\s+$/iu;
export const IF_SO_IN =
  /^(?:(?:wenn|falls) ja|in diesem fall|si es así|en ese caso|si oui|si c.est le cas|dans ce cas|se sim|nesse caso|se sì|in (?:questo|tal) caso|zo ja|in dat geval)(?![\p{L}])[,:\s–—-]*/iu;

const CHECK =
  /^(?:bitte\s+)?(?:(?:(?:über)?prüfen|kontrollieren|testen|sehen|schauen) Sie(?: nach)?,?\s+(?=ob\s)|(?:über)?prüfe,?\s+(?=ob\s)|(?:compruebe|comprueba|comprobar|verifique|verifica|revise|revisa) (?:si|que) |(?:vérifiez|contrôlez|regardez|vérifier) (?:si |que |qu['’])|(?:verifique|confirme|veja|confira) (?:se|que) |(?:verific(?:a|hi|are)|controll(?:a|i|are)) (?:se|che) |(?:controleer|kijk|test|ga na) (?=of\s))([^\n]{3,300})$/iu;

/** What a check asks: "Prüfen Sie, ob die Lampe leuchtet" -> "ob die Lampe leuchtet". */
export function checkedIn(text: string): string | null {
  return CHECK.exec(text)?.[1] ?? null;
}

const ESCALATION =
  /^(?:bitte\s+)?(?:eskalieren|wenden sie sich|wende dich|kontaktieren sie|kontaktiere|rufen sie (?:den|die|das|beim?) (?:support|hersteller|helpdesk|\p{L}*service\p{L}*|it)|(?:öffnen|eröffnen|erstellen) sie ein(?:e|en)? (?:ticket|störung|supportfall)|escale|escalar|contact[ea]r?|póngase en contacto|comuníquese|llame (?:al|a la) (?:soporte|servicio|proveedor)|abra (?:un|una) (?:ticket|incidencia|caso)|escaladez|contacte[zr]|adressez-vous|appelez (?:le|l.) ?(?:support|assistance|fournisseur)|ouvrez un (?:ticket|incident)|contate|entre em conta(?:to|cto)|abra um (?:chamado|ticket)|ligue para o suporte|contatt[aio]|contattare|rivolgiti|si rivolga|rivolgersi|apr[ia] un ticket|neem contact op|contacteer|escaleer|bel (?:de |met de )?(?:helpdesk|servicedesk|leverancier)|maak een ticket|请?(?:联系|上报|升级))(?![a-z])/iu;
/** "Melden Sie den Fall an das Serverteam": handed on, with whatever stands between. */
const HANDED_ON =
  /^(?:bitte\s+)?(?:(?:(?:melden|geben|leiten|übergeben|reichen) sie|melde|gib|leite|übergib) .{1,80}?\b(?:an|beim?)\s|(?:transmettez|transmettre|signalez|remontez|passez) .{1,80}?\b(?:à|au|aux)\s|(?:informe|remita|pase|envíe|derive|reporte) .{1,80}?\b(?:al|a la|a los)\s|(?:encaminhe|passe|envie|reporte|comunique) .{1,80}?\b(?:ao|à|para)\s|(?:segnala|segnali|passa|passi|inoltra|inoltri|invia|invii) .{1,80}?\b(?:al|alla|ai|allo)\s|(?:meld|geef|stuur|zet) .{1,80}?\b(?:aan|door|bij|naar)\s).{0,30}(?:team|abteilung|support|hotline|desk|hersteller|administrat|assistance|équipe|service|soporte|equip|proveedor|suporte|equipa|fornecedor|supporto|squadra|fornitore|assistenza|afdeling|leverancier|beheer)/iu;

export function isAskedElsewhere(text: string): boolean {
  return ESCALATION.test(text) || HANDED_ON.test(text);
}

export const SOLVED_IN =
  /^(?:das problem ist (?:damit )?(?:behoben|gelöst)|(?:el |o |il )?problema (?:está |è )?(?:resuelto|solucionado|resolvido|risolto)|(?:le )?problème (?:est )?(?:résolu|corrigé)|(?:het )?probleem (?:is )?(?:opgelost|verholpen)|(?:es|er|sie) funktioniert (?:jetzt |nun |wieder)+)(?![\p{L}])/iu;
export const NOTE_IN =
  /^\W*(?:hinweis|achtung|wichtig|warnung|anmerkung|tipp|vorsicht|nota|aviso|importante|advertencia|atención|consejo|remarque|avertissement|astuce|conseil|observação|atenção|dica|avviso|attenzione|suggerimento|opmerking|let op|waarschuwing|belangrijk)\s*[:!)-]/iu;

const JUMP =
  /(?:^|[,;.]\s*)(?:bitte\s+)?(?:(?:gehen|springen|fahren|machen) sie|gehe?|weiter|zurück|vaya|vuelva|continúe|pase|salte|ve|allez|passez|revenez|retournez|continuez|vá|volte|continue|passe|vai|vada|torna|torni|passa|passi|continua|ga|keer|spring)\s+(?:direkt |weiter |zurück |verder |terug |directement |directamente )?(?:zu|mit|bei|zum|al|a la|en el|con el|à|avec|para o|ao|com o|con il|alla|naar|met|bij)\s*(?:l['’])?(?:schritt|paso|étape|passo|passaggio|punto|stap)\s+(\d{1,3})(?:\s+(?:fort|weiter))?\W*$/iu;

/** The number of the step that a sentence goes on at, and where it says so; null where it says no such thing. */
export function jumpIn(text: string): { number: number; index: number } | null {
  const found = JUMP.exec(text);
  return found ? { number: Number(found[1]), index: found.index } : null;
}
