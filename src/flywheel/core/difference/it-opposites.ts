/*
 * What IT does and undoes, which no general resource has: each of the left side against each of the right. By language, in
 * base forms; inflected ones are found by their stems. Written by hand.
 */
export const IT_OPPOSITES = {
  en: `on/off before/after with/without enabled,enable,activate,activated/disabled,disable,deactivate,deactivated
    connect,connected,attach,attached/disconnect,disconnected,detach,detached hot,warm/cold,cool front/rear,back left/right up/down
    open,opened/closed,shut,close slow/fast start,begin/stop,end,quit running,started/stopped,halted install/uninstall,remove
    first/last upload/download send,sending/receive,receiving incoming,inbound,ingress/outgoing,outbound,egress internal/external
    wired/wireless lock,locked/unlock,unlocked increase,raise/decrease,reduce,lower empty/full public/private inside/outside
    indoors/outdoors upper/lower always/never add,adding/remove,delete,subtract online/offline input/output high/low
    slowly/quickly loose/tight,tightly automatically,automatic/manually,manual
    constantly,continuously,constant,continuous,steady,stable/intermittently,intermittent dry/wet soft/hard new/old light/dark
    visible/invisible,hidden plug,plugged/unplug,unplugged active/inactive,disabled,deactivated block,blocked/unblock,unblocked,allow
    allow,permit,grant,allowed/deny,forbid,refuse,reject,revoke,block,denied,disallow mount,mounted/unmount,unmounted,dismount,eject
    encrypt,encrypted/decrypt,decrypted,unencrypted compress,zip/extract,decompress,unzip import/export upgrade/downgrade
    push/pull commit/rollback load/unload subscribe,subscribed/unsubscribe,unsubscribed join/leave bind/unbind
    pair,paired/unpair,unpaired mute,muted/unmute,unmuted show/hide expand/collapse accept,approve/reject,decline,refuse
    assign,assigned/unassign,unassigned,revoke register,registered/unregister,deregister,unregistered enrol,enroll/unenroll,unenrol
    save/discard archive/unarchive pin/unpin hide/unhide check/uncheck tick/untick select/deselect freeze/unfreeze,thaw
    reachable,available,accessible/unreachable,unavailable,inaccessible whitelist,allowlist/blacklist,blocklist,denylist
    login,logon/logout,logoff maximise,maximize/minimise,minimize success,successful/failure,failed master,primary/secondary,replica
    ascending/descending sync,synced/unsync,unsynced insert,inserted/eject,ejected,removed valid/invalid,expired wake/sleep
    up/dead forward/backward clockwise/counterclockwise,anticlockwise latest,newest/oldest
    partial/complete enrol,enroll/retire,wipe promote/demote suspend,pause,hibernate/resume,continue,wake keep,retain/delete,discard,remove
    signin,signon/signout,signoff optin/optout zoomin/zoomout writable/readonly noisy,loud/quiet,silent listening/closed,filtered manual/scheduled static/dynamic local/remote trusted/untrusted signed/unsigned verbose/quiet`,
  de: `einschalten,anschalten,aktivieren,aktiviert,eingeschaltet,an,ein/ausschalten,abschalten,deaktivieren,deaktiviert,ausgeschaltet,aus
    sperren,gesperrt,blockieren,blockiert/entsperren,entsperrt,freigeben,freigegeben,erlauben hinzufugen/entfernen,loschen
    offnen,offen,geoffnet/schliessen,geschlossen erlauben,zulassen/verbieten,verweigern,ablehnen installieren/deinstallieren
    verbinden,verbunden/trennen,getrennt starten,gestartet/stoppen,beenden,gestoppt,beendet erhohen/verringern,senken
    hochladen/herunterladen senden/empfangen einstecken,anschliessen,angeschlossen,eingesteckt/ausstecken,abziehen,ausgesteckt,abgezogen,getrennt links/rechts oben/unten vor/nach mit/ohne
    voll/leer erreichbar/unerreichbar anmelden/abmelden annehmen/ablehnen einblenden/ausblenden verschlusseln/entschlusseln
    koppeln/entkoppeln zuweisen/entziehen,entfernen starten/anhalten frei/sperren,gesperrt hinzu/entfernen,loschen,entferne stecken/ziehen
    behalten/loschen,entfernen pausieren,anhalten/fortsetzen intern/extern lauft,laufen,lauf,gestartet/gestoppt,angehalten,beendet gultig/ungultig,abgelaufen geladen/leer,entladen fest,festsitzen/locker,lose heiss,warm/kalt laut/leise online/offline`,
  fr: `allumez,allumer/eteignez,eteins,eteindre garder/supprimer,effacer suspendre/reprendre activer,active,allumer,allume/desactiver,desactive,eteindre,eteint bloquer,bloque/debloquer,debloque,autoriser
    ajouter/supprimer,enlever,retirer ouvrir,ouvert/fermer,ferme autoriser/refuser,interdire installer/desinstaller
    connecter,connecte/deconnecter,deconnecte brancher,branche/debrancher,debranche demarrer,lancer,tourne,demarre,lance/arreter,quitter,arrete valide/invalide,expire actif/inactif,desactive,desactivee
    monter/demonter verrouiller,verrouille/deverrouiller,deverrouille augmenter/diminuer,reduire envoyer/recevoir avant/apres
    avec/sans gauche/droite haut/bas plein/vide chaud/froid chiffrer/dechiffrer afficher/masquer accepter/refuser interne/externe`,
  es: `encienda,enciende,encender/apague,apaga,apagar abra,abre/cierre,cierra inicie,inicia/detenga,deten conservar/eliminar,borrar pausar,suspender/reanudar
    muestre,muestra/oculte,oculta activar,activado,habilitar,habilitado,encender,encendido/desactivar,desactivado,deshabilitar,deshabilitado,apagar,apagado
    bloquear,bloqueado/desbloquear,desbloqueado,permitir anadir,agregar/quitar,eliminar,borrar abrir,abierto/cerrar,cerrado
    permitir/denegar,prohibir,rechazar instalar/desinstalar conectar,conectado,enchufar/desconectar,desconectado,desenchufar
    iniciar,arrancar,iniciado,ejecutando/detener,parar,detenido,parado valido/invalido,caducado,vencido montar/desmontar aumentar,subir/disminuir,bajar,reducir enviar/recibir antes/despues con/sin
    izquierda/derecha arriba/abajo lleno/vacio caliente/frio cifrar/descifrar mostrar/ocultar aceptar/rechazar interno/externo`,
  pt: `adicione,adicionar/exclua,excluir abra/feche manter/excluir,remover pausar,suspender/retomar ativar,ativado,habilitar,habilitado,ligar,ligado/desativar,desativado,desabilitar,desabilitado,desligar,desligado bloquear,bloqueado/desbloquear,desbloqueado,permitir
    adicionar/remover,excluir,apagar abrir,aberto/fechar,fechado permitir/negar,proibir,recusar instalar/desinstalar
    conectar,conectado/desconectar,desconectado iniciar,execucao,iniciado/parar,encerrar,parado,encerrado valido/invalido,expirado,vencido aceso/apagado montar/desmontar aumentar/diminuir,reduzir enviar/receber
    antes/depois com/sem esquerda/direita cima/baixo cheio/vazio quente/frio mostrar/ocultar aceitar/recusar,rejeitar interno/externo`,
  it: `accenda,accendi/spenga,spegni aggiunga,aggiungi/tolga,togli,rimuova apra/chiuda mantenere,conservare/eliminare sospendere/riprendere attivare,attivato,abilitare,abilitato,accendere,acceso/disattivare,disattivato,disabilitare,disabilitato,spegnere,spento
    bloccare,bloccato/sbloccare,sbloccato,consentire aggiungere/rimuovere,eliminare,togliere aprire,aperto/chiudere,chiuso
    consentire,permettere/negare,vietare,rifiutare installare/disinstallare connettere,collegare,collegato/disconnettere,scollegare,scollegato
    avviare,avviato,esecuzione/arrestare,fermare,arrestato,fermo,fermato valido/invalido,scaduto montare/smontare aumentare/diminuire,ridurre inviare/ricevere prima/dopo con/senza
    sinistra/destra alto/basso pieno/vuoto caldo/freddo mostrare/nascondere accettare/rifiutare interno/esterno`,
  nl: `in/uit toe/verwijder,verwijderen behouden,bewaren/verwijderen pauzeren/hervatten inschakelen,ingeschakeld,activeren,aanzetten,aan/uitschakelen,uitgeschakeld,deactiveren,uitzetten,uit
    blokkeren,geblokkeerd/deblokkeren,gedeblokkeerd,toestaan toevoegen/verwijderen,wissen openen,open/sluiten,gesloten
    toestaan/weigeren,verbieten installeren/verwijderen,deinstalleren verbinden,verbonden/verbreken,ontkoppelen starten,gestart/stoppen,gestopt
    koppelen/ontkoppelen vergrendelen,vergrendeld/ontgrendelen,ontgrendeld verhogen/verlagen verzenden/ontvangen voor/na met/zonder
    links/rechts boven/onder vol/leeg geldig/ongeldig,verlopen aangesloten/los,losgekoppeld loopt,draait/gestopt warm/koud tonen/verbergen accepteren/weigeren intern/extern`,
} as const;
