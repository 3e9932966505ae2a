/*
 * Things of which one rules the others out: who asked for one and is told another is told no. Written by hand.
 */
const CLASSES = `
  red rot rouge rouges rojo roja rojos vermelho vermelha rosso rossa rood | green grun vert verte verde verdes groen | amber orange yellow gelb jaune amarillo amarilla amarelo amarela giallo gialla geel
    oranje naranja laranja arancione | blue blau bleu azul blu blauw | white weiss blanc blanche blanco blanca branco branca bianco bianca wit | black schwarz noir noire negro negra preto preta nero nera zwart |
    purple violet | pink | grey gray
  wifi wlan wireless | cable cabled wired ethernet lan kabel cavo filaire kabelgebunden netzwerkkabel | bluetooth | cellular lte 4g 5g
    mobilfunk hotspot | usb
  windows | macos mac osx | linux ubuntu debian fedora | android | ios iphone ipad | chromeos
  chrome chromium | firefox | edge | safari | opera | brave
  hdmi | vga | displayport | dvi | thunderbolt
  home homeoffice zuhause | office buro bureau oficina escritorio ufficio kantoor onsite
  laptop notebook | desktop tower | tablet | phone smartphone
  inkjet | laser
  dhcp | static statisch
  ipv4 | ipv6
  tcp | udp
  ssd | hdd
  private privat | public offentlich | domain
  battery akku batterie bateria batteria accu | mains netzteil adapter`
  .split(/\n {2}(?=\S)/)
  .slice(1)
  .map((line) => line.split('|').map((member) => member.trim().split(/\s+/)));

const MEMBER_OF = new Map<string, { of: number; member: number }[]>();
CLASSES.forEach((members, of) => {
  members.forEach((words, member) => {
    for (const word of words) MEMBER_OF.set(word, [...(MEMBER_OF.get(word) ?? []), { of, member }]);
  });
});

/** The words that name a thing of one of the classes, each once: all that is looked at here. */
export function thingsAmong(words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => MEMBER_OF.has(word));
}

/** How words of an answer stand to the words of a question that names a thing of such a class. */
export interface Contrast {
  /** Names the very thing. */
  same: boolean;
  /** Names another one of its class. */
  other: boolean;
}

export function contrastOf(asked: readonly string[], said: readonly string[]): Contrast {
  const contrast = { same: false, other: false };
  const wanted = thingsAmong(asked).flatMap((word) => MEMBER_OF.get(word) ?? []);
  for (const word of thingsAmong(said))
    for (const { of, member } of MEMBER_OF.get(word) ?? [])
      for (const want of wanted)
        if (want.of === of) contrast[want.member === member ? 'same' : 'other'] = true;
  return contrast;
}

/** Two normalised texts that each name one thing of a class, and not the same one. */
export function ruleEachOtherOut(a: readonly string[], b: readonly string[]): boolean {
  const [there, back] = [contrastOf(a, b), contrastOf(b, a)];
  return there.other && !there.same && back.other && !back.same;
}
