import { describe, expect, it } from '@jest/globals';
import { stepsOfTranscript } from './read-transcript.js';
import type { SpeechAct } from './speech-act.js';
import { speechActOf } from './speech-acts.js';

const EXAMPLES: Record<string, Partial<Record<SpeechAct, string[]>>> = {
  German: {
    courtesy: [
      'Guten Morgen, Frau Keller!',
      'Vielen Dank für Ihre Geduld.',
      'Lassen Sie sich Zeit.',
      'Gern geschehen!',
      'Kann ich Ihnen sonst noch helfen?',
      'Einen Moment bitte.',
      'Keine Eile.',
      'Einen schönen Tag noch!',
      'Wie kann ich Ihnen helfen?',
    ],
    check: [
      'Hat das geholfen?',
      'Funktioniert es jetzt?',
      'Ist der Fehler weg?',
      'Geben Sie mir bitte Bescheid.',
    ],
    question: [
      'Leuchtet die grüne Lampe am Dock?',
      'Welche Meldung zeigt Outlook?',
      'Können Sie mir sagen, welche Version installiert ist?',
      'Prüfen Sie bitte, ob das Kabel steckt.',
      'Haben Sie schon einen anderen Port versucht?',
      'Nennen Sie mir die Fehlernummer.',
    ],
    instruction: [
      'Ziehen Sie das Netzteil ab.',
      'Bitte melden Sie sich ab und wieder an.',
      'Klicken Sie dann auf Datei.',
      'Starte den Rechner neu.',
      'Spooler neu starten.',
      'Ich habe Ihr Konto entsperrt.',
      'Sie sollten den Treiber aktualisieren.',
      'Könnten Sie den Akku bitte herausnehmen?',
      'Wenn die Lampe rot ist, halten Sie die Taste gedrückt.',
      'Ich setze das Profil jetzt zurück.',
    ],
    statement: ['Das Postfach ist voll.', 'Der Fehler 809 bedeutet, dass die Firewall blockiert.'],
  },
  French: {
    courtesy: [
      'Bonjour Madame Petit !',
      'Merci de votre patience.',
      'Prenez votre temps.',
      'Je vous en prie.',
      'Puis-je vous aider pour autre chose ?',
      'Un instant, je vérifie.',
      'Bonne journée !',
    ],
    check: ['Est-ce que ça marche maintenant ?', 'Dites-moi si ça aide.'],
    question: [
      'Le voyant est-il vert ?',
      "Quel message s'affiche ?",
      'Vérifiez si le câble est branché.',
      'Pouvez-vous me dire quelle version vous avez ?',
      'Avez-vous essayé un autre port ?',
      'Indiquez-moi le code.',
    ],
    instruction: [
      'Redémarrez le routeur.',
      'Veuillez fermer la session.',
      'Ensuite, cliquez sur Fichier.',
      'Vider le cache du navigateur.',
      "J'ai débloqué votre compte.",
      'Vous devez mettre à jour le pilote.',
      'Pourriez-vous débrancher la station ?',
      'Si le voyant est rouge, maintenez le bouton.',
      'Je vous conseille de remplacer le câble.',
    ],
    statement: ['La boîte aux lettres est pleine.'],
  },
  Spanish: {
    courtesy: [
      '¡Buenos días!',
      'Gracias por la espera.',
      'Tómese su tiempo.',
      'De nada.',
      '¿Puedo ayudarle en algo más?',
      'Un momento, por favor.',
      'Que tenga un buen día.',
    ],
    check: ['¿Funciona ahora?', 'Avíseme si funciona.'],
    question: [
      '¿Está encendida la luz verde?',
      '¿Qué mensaje muestra Outlook?',
      'Compruebe si el cable está conectado.',
      '¿Puede decirme qué versión tiene?',
      'Dígame el código.',
    ],
    instruction: [
      'Reinicie el router.',
      'Por favor, cierre la sesión.',
      'Después haga clic en Archivo.',
      'Desconecta el cargador.',
      'He desbloqueado su cuenta.',
      'Debe actualizar el controlador.',
      '¿Podría desenchufar la base?',
      'Si la luz es roja, mantenga pulsado el botón.',
      'Le recomiendo cambiar el cable.',
    ],
    statement: ['El buzón está lleno.'],
  },
  Portuguese: {
    courtesy: [
      'Bom dia!',
      'Obrigado pela paciência.',
      'Sem pressa.',
      'Posso ajudar em mais alguma coisa?',
      'Só um momento.',
      'Tenha um bom dia!',
    ],
    check: ['Funcionou?', 'Me avise se funcionou.'],
    question: [
      'A luz verde está acesa?',
      'Qual mensagem aparece na tela?',
      'Verifique se o cabo está conectado.',
      'Pode me dizer qual é a versão?',
      'Me informe o código.',
    ],
    instruction: [
      'Reinicie o roteador.',
      'Por favor, feche a sessão.',
      'Depois clique em Arquivo.',
      'Desligue o carregador.',
      'Desbloqueei a sua conta.',
      'Você precisa atualizar o driver.',
      'Poderia desconectar a base?',
      'Se a luz estiver vermelha, mantenha o botão pressionado.',
      'Recomendo trocar o cabo.',
    ],
    statement: ['A caixa de correio está cheia.'],
  },
  Italian: {
    courtesy: [
      'Buongiorno!',
      'Grazie per la pazienza.',
      'Faccia con calma.',
      'Posso aiutarla con qualcos’altro?',
      'Un attimo, per favore.',
      'Buona giornata!',
    ],
    check: ['Ha funzionato?', 'Adesso funziona?', 'Mi faccia sapere se funziona.'],
    question: [
      'La luce verde è accesa?',
      'Quale messaggio mostra Outlook?',
      'Controlli se il cavo è collegato.',
      'Può dirmi quale versione ha?',
      'Mi dica il codice.',
    ],
    instruction: [
      'Riavvii il router.',
      'Per favore, chiuda la sessione.',
      'Poi faccia clic su File.',
      'Scollega il caricatore.',
      'Ho sbloccato il suo account.',
      'Deve aggiornare il driver.',
      'Potrebbe staccare la base?',
      'Se la luce è rossa, tenga premuto il pulsante.',
      'Le consiglio di cambiare il cavo.',
    ],
    statement: ['La casella di posta è piena.'],
  },
  Dutch: {
    courtesy: [
      'Goedemorgen!',
      'Bedankt voor uw geduld.',
      'Neem rustig de tijd.',
      'Kan ik u nog verder helpen?',
      'Een ogenblik.',
      'Fijne dag!',
    ],
    check: ['Heeft dat geholpen?', 'Werkt het nu?', 'Laat me weten of het werkt.'],
    question: [
      'Brandt het groene lampje?',
      'Welke melding toont Outlook?',
      'Controleer of de kabel vastzit.',
      'Kunt u mij vertellen welke versie u hebt?',
      'Geef me de code.',
    ],
    instruction: [
      'Herstart de router.',
      'Meld u alstublieft af.',
      'Klik daarna op Bestand.',
      'Trek de lader uit het stopcontact.',
      'Ik heb uw account ontgrendeld.',
      'U moet het stuurprogramma bijwerken.',
      'Zou u het dock willen loskoppelen?',
      'Als het lampje rood is, houd de knop ingedrukt.',
      'Router opnieuw opstarten.',
    ],
    statement: ['De mailbox is vol.'],
  },
};

describe('speechActOf in other languages', () => {
  const examples = Object.entries(EXAMPLES).flatMap(([language, acts]) =>
    Object.entries(acts).flatMap(([act, texts]) => texts.map((text) => [language, text, act])),
  );
  it.each(examples)('takes in %s "%s" for %s', (_, text, act) => {
    expect(speechActOf(text)).toBe(act);
  });
});

describe('stepsOfTranscript in other languages', () => {
  it.each([
    [
      'German',
      'Haben Sie schon versucht, das Dock abzuziehen?',
      'mache ich gerade',
      'Keine Eile.',
      'bringt nichts, immer noch schwarz',
      'Tauschen Sie das Kabel.',
      'Jetzt geht es, danke!',
    ],
    [
      'French',
      'Avez-vous essayé de débrancher la station ?',
      'je teste',
      'Prenez votre temps.',
      'toujours pareil',
      'Changez le câble.',
      'ça marche, merci !',
    ],
    [
      'Spanish',
      '¿Ha probado a desconectar la base?',
      'un momento',
      'Sin prisa.',
      'sigue igual',
      'Cambie el cable.',
      'ya funciona, gracias',
    ],
    [
      'Portuguese',
      'Já tentou desconectar a base?',
      'vou tentar',
      'Sem pressa.',
      'continua igual',
      'Troque o cabo.',
      'agora funciona, obrigado',
    ],
    [
      'Italian',
      'Ha provato a scollegare la base?',
      'provo subito',
      'Con calma.',
      'ancora uguale',
      'Cambi il cavo.',
      'adesso funziona, grazie',
    ],
    [
      'Dutch',
      'Heeft u al geprobeerd om het dock los te koppelen?',
      'momentje',
      'Geen haast.',
      'nog steeds hetzelfde',
      'Vervang de kabel.',
      'het werkt weer, bedankt',
    ],
  ])('takes what was tried in vain for an action in %s', (_, ...said) => {
    const messages = said.map((content, i) => ({
      role: i % 2 === 0 ? ('assistant' as const) : ('user' as const),
      content,
    }));
    expect(stepsOfTranscript(messages).map(({ kind, result }) => [kind, result])).toEqual([
      ['action', said[3]],
      ['action', said[5]],
    ]);
  });
});
