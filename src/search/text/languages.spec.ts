import { describe, expect, it } from '@jest/globals';
import { isReadHere } from './languages.js';

describe('whether a talk is in a language that is read', () => {
  it('is not told by commands', () => {
    const command =
      'iptables -A INPUT -p tcp --dport 8443 -j ACCEPT\nsystemctl restart nftables\nss -ltnp sport 8443';
    expect(isReadHere(`Open port 8443:\n\n\`\`\`\n${command}\n\`\`\`\nworks`)).toBe(true);
    expect(
      isReadHere('Run `chown www-data:www-data /srv/wiki -R` and `systemctl reload apache2`. '.repeat(3)),
    ).toBe(true);
  });

  it.each([
    [
      'English',
      'The turnstile does not turn. Is the lamp on? Yes, it is on. Please replace the belt and try it again, then tell me what it does.',
    ],
    [
      'English orders',
      'Open the cover. Remove screws. Lift belt. Clean rollers. Insert belt. Close cover. Restart turnstile. Test the gate again with badge.',
    ],
    [
      'German',
      'Das Drehkreuz dreht sich nicht. Leuchtet die Lampe? Ja, sie leuchtet. Bitte tauschen Sie den Riemen aus und versuchen Sie es noch einmal.',
    ],
    [
      'French',
      'Le tourniquet ne tourne pas. La lampe est-elle allumée ? Oui, elle est allumée. Remplacez la courroie et essayez de nouveau.',
    ],
    [
      'Spanish',
      'El torno no gira. ¿Está encendida la lámpara? Sí, está encendida. Cambie la correa y vuelva a probar, y dígame qué hace.',
    ],
    [
      'Portuguese',
      'A catraca não gira. A lâmpada está acesa? Sim, está acesa. Troque a correia e tente de novo, e diga o que ela faz.',
    ],
    [
      'Italian',
      'Il tornello non gira. La lampada è accesa? Sì, è accesa. Sostituisca la cinghia e provi di nuovo, poi mi dica che cosa fa.',
    ],
    [
      'Dutch',
      'Het tourniquet draait niet. Brandt de lamp? Ja, die brandt. Vervang de riem en probeer het nog eens, en zeg wat er gebeurt.',
    ],
    ['a few words of any', 'VPN? Restart. OK.'],
    ['nothing', ''],
  ])('is so of %s', (_language, talk) => {
    expect(isReadHere(talk)).toBe(true);
  });

  it.each([
    [
      'Japanese',
      '改札が開きません。ランプは点灯していますか。はい、点灯しています。ベルトを交換してください。',
    ],
    ['Russian', 'Турникет не вращается. Лампа горит? Да, горит. Замените ремень и попробуйте ещё раз.'],
    ['Greek', 'Η πύλη δεν ανοίγει. Ανάβει η λάμπα; Ναι. Αλλάξτε τον ιμάντα.'],
    [
      'Turkish',
      'Turnike dönmüyor. Lamba yanıyor mu? Evet, yanıyor. Lütfen kayışı değiştirin ve tekrar deneyin, sonra bana ne olduğunu söyleyin, teşekkürler. Kayış dün akşam değiştirildi, şimdi turnike yeniden sorunsuz çalışıyor.',
    ],
    [
      'Hungarian',
      'A forgókapu nem forog. Világít a lámpa? Igen, világít. Kérem, cserélje ki a szíjat, és próbálja meg újra, aztán mondja meg, mi történt. Köszönöm, most már rendesen működik.',
    ],
    [
      'Finnish',
      'Kääntöportti ei pyöri. Palaako lamppu? Kyllä, se palaa. Vaihtakaa hihna ja kokeilkaa uudelleen, ja kertokaa sitten mitä tapahtui. Kiitos, nyt se toimii taas hyvin.',
    ],
    [
      'Polish',
      'Kołowrót się nie obraca. Czy lampka się świeci? Tak, świeci się. Proszę wymienić pasek i spróbować jeszcze raz, a potem powiedzieć, co się dzieje. Dziękuję, teraz działa.',
    ],
    [
      'Swedish',
      'Vändkorset snurrar inte. Lyser lampan? Ja, den lyser. Byt remmen och försök igen, och berätta sedan vad som händer. Tack, nu fungerar det som det ska.',
    ],
    [
      'Czech',
      'Turniket se neotáčí. Svítí kontrolka? Ano, svítí. Vyměňte prosím řemen a zkuste to znovu, potom mi řekněte, co se stalo. Děkuji, teď už funguje.',
    ],
  ])('is not so of %s', (_language, talk) => {
    expect(isReadHere(talk)).toBe(false);
  });
});
