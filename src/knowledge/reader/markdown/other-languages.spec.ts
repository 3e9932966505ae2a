import { describe, expect, it } from '@jest/globals';
import { nodesOf, read, waysOf } from './reading.testing.js';

describe('a runbook in another language', () => {
  it.each([
    ['de', 'Ziehen Sie das Kabel ab.', 'Warten Sie kurz.', 'Danach starten Sie die Kamera neu.'],
    ['de, informal', 'Ziehe das Kabel ab.', 'Warte kurz.', 'Starte die Kamera neu.'],
    ['es', 'Desconecte el cable.', 'Espere un minuto.', 'Luego encienda la cámara.'],
    ['fr', 'Débranchez le câble.', 'Patientez une minute.', 'Ensuite, rallumez la caméra.'],
    ['pt', 'Desligue o cabo.', 'Aguarde um minuto.', 'Depois, ligue a câmera.'],
    ['it', 'Scollega il cavo.', 'Attendi un minuto.', 'Poi accendi la telecamera.'],
    ['nl', 'Ontkoppel de kabel.', 'Wacht een minuut.', 'Zet daarna de camera aan.'],
  ])('has instructions in a list without numbers: %s', (_, ...steps) => {
    const { document } = read(`# Camera\n\n${steps.map((step) => `- ${step}`).join('\n')}\n`);
    expect(nodesOf(document)).toEqual(steps.map((step) => `action: ${step}`));
  });

  it.each([
    ['Wenn die Lampe rot ist, tauschen Sie das Kabel.', 'Wenn die Lampe rot ist?', 'Tauschen Sie das Kabel.'],
    ['Si la luz es roja, cambie el cable.', 'La luz es roja?', 'Cambie el cable.'],
    ['Si le voyant est rouge, remplacez le câble.', 'Le voyant est rouge?', 'Remplacez le câble.'],
    ['Se a luz for vermelha, troque o cabo.', 'A luz for vermelha?', 'Troque o cabo.'],
    ['Se la spia è rossa, sostituisci il cavo.', 'La spia è rossa?', 'Sostituisci il cavo.'],
    ['Als de lamp rood is, vervang de kabel.', 'Als de lamp rood is?', 'Vervang de kabel.'],
  ])('asks for conditions: %s', (step, question, then) => {
    const ways = waysOf(read(`1. ${step}\n2. A B C.\n`).document);
    expect(ways).toContain(`${question} (yes) > ${then}`);
    expect(ways).toContain(`${question} (no) > A B C.`);
  });

  it.each([
    ['Leuchtet die Lampe?', 'Ja: warten', 'Nein: Kabel tauschen'],
    ['¿Está encendida la luz?', 'Sí: espere', 'No: cambie el cable'],
    ['Le voyant est-il allumé ?', 'Oui : attendez', 'Non : remplacez le câble'],
    ['A luz está acesa?', 'Sim: aguarde', 'Não: troque o cabo'],
    ['La spia è accesa?', 'Sì: attendi', 'No: sostituisci il cavo'],
    ['Brandt de lamp?', 'Ja: wacht', 'Nee: vervang de kabel'],
    ['ランプは点灯していますか？', 'はい：待つ', 'いいえ：ケーブルを交換'],
  ])('has the words for yes and no of its language as the two answers: %s', (question, yes, no) => {
    const { document } = read(`1. ${question}\n   - ${yes}\n   - ${no}\n2. A B C.\n`);
    const labels = document.edges.flatMap(({ condition }) => condition?.label ?? []);
    expect(labels).toEqual(['yes', 'no']);
  });

  it.each([
    ['Prüfen Sie, ob die Lampe leuchtet.', 'Wenn nicht, tauschen Sie das Kabel.', 'Ob die Lampe leuchtet?'],
    ['Compruebe si la luz está encendida.', 'Si no, cambie el cable.', 'La luz está encendida?'],
    ['Vérifiez si le voyant est allumé.', 'Sinon, remplacez le câble.', 'Le voyant est allumé?'],
    ['Verifique se a luz está acesa.', 'Caso contrário, troque o cabo.', 'A luz está acesa?'],
    ['Controlla se la spia è accesa.', 'Altrimenti sostituisci il cavo.', 'La spia è accesa?'],
    ['Controleer of de lamp brandt.', 'Zo niet, vervang de kabel.', 'Of de lamp brandt?'],
  ])('asks what a check is for, where "otherwise" follows: %s', (check, otherwise, question) => {
    const ways = waysOf(read(`1. ${check} ${otherwise}\n2. A B C.\n`).document);
    expect(ways.some((way) => way.startsWith(`${question} (no) > `))).toBe(true);
    expect(ways).toContain(`${question} (yes) > A B C.`);
  });

  it.each([
    'Kontaktieren Sie den Hersteller.',
    'Póngase en contacto con el proveedor.',
    'Contactez le support.',
    'Entre em contato com o suporte.',
    'Rivolgiti al supporto.',
    'Neem contact op met de leverancier.',
  ])('knows that somebody else is asked: %s', (step) => {
    expect(nodesOf(read(`1. A B C.\n2. ${step}\n`).document)).toEqual([
      'action: A B C.',
      `escalation: ${step}`,
    ]);
  });

  it.each([
    ['Gehen Sie zu Schritt 3.', 'Falls ja', 'Falls nein'],
    ['Vaya al paso 3.', 'Sí', 'No'],
    ["Passez à l'étape 3.", 'Oui', 'Non'],
    ['Vá para o passo 3.', 'Sim', 'Não'],
    ['Vai al passaggio 3.', 'Sì', 'No'],
    ['Ga naar stap 3.', 'Ja', 'Nee'],
  ])('goes on at another step: %s', (jump, yes, no) => {
    const { document } = read(`1. H I?\n   - ${yes}: ${jump}\n   - ${no}: A B C.\n2. D E F.\n3. G H I.\n`);
    expect(waysOf(document)).toContain('H I? (yes) > G H I.');
    expect(waysOf(document)).toContain('A B C. > D E F.');
  });

  it.each([
    ['Hintergrund', 'Weiterführende Links'],
    ['Antecedentes', 'Más información'],
    ['Contexte', 'Voir aussi'],
    ['Contexto', 'Saiba mais'],
    ['Panoramica', 'Vedi anche'],
    ['Achtergrond', 'Zie ook'],
  ])('has sections that are no steps: %s', (context, aside) => {
    const { document, description } = read(
      `# X\n\n## ${context}\n\n1. A is B.\n\n## 1. Y\n\n1. A B C.\n2. D E F.\n\n## ${aside}\n\n1. G\n`,
    );
    expect(document.nodes).toHaveLength(2);
    expect(description).toContain('A is B.');
  });

  it('takes no side for an answer, and no adjective for an instruction', () => {
    const { document } = read(
      '1. Which side is it?\n   - Left: press A\n   - Right: press B\n2. Close the lid.\n',
    );
    expect(document.edges.map(({ condition }) => condition?.label)).toEqual(
      expect.arrayContaining(['Left', 'Right']),
    );
  });
});

describe('steps that are counted by a word or a sign', () => {
  it.each([
    [
      'Schritt 1: Ziehen Sie den Stecker.\n\nSchritt 2: Leuchtet die Anzeige?\n- Ja: Starten Sie den Dienst neu.\n- Nein: Tauschen Sie das Kabel.',
      'Ziehen Sie den Stecker.',
    ],
    [
      '1\ufe0f\u20e3 Unplug the box.\n2\ufe0f\u20e3 Is the lamp on?\n- Yes: restart the agent.\n- No: swap the cable.',
      'Unplug the box.',
    ],
  ])('are items of a list: %j', (steps, first) => {
    const { document } = read(`# Box\n\n${steps}\n`);
    expect(document.nodes.map(({ kind }) => kind)).toEqual(['action', 'question', 'action', 'action']);
    expect(document.nodes[0]?.text).toBe(first);
    expect(
      document.edges
        .map(({ condition }) => condition?.label ?? null)
        .filter(Boolean)
        .sort(),
    ).toEqual(['no', 'yes']);
  });
});
