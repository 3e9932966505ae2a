import { withoutTranscription } from '../../kernel/text/fold.js';
import { stem } from './stem.js';

/**
 * Words that a technician uses for one another, a group a line; the first stands for all. Only what holds wherever
 * machines, networks and programs are talked about: a wrong pair costs more than a missing one, since the wordings
 * remembered for a node teach what is missing. Written from general usage.
 */
const GROUPS = `
  sound noise
  screen display monitor
  computer laptop pc machine notebook desktop
  wifi wireless wlan
  internet web online
  stop halt cease
  restart reboot
  boot bootup startup
  repair mend
  replace swap exchange replacement
  broken damaged busted defective faulty malfunctioning malfunction fault fail failure failed
  press push hit depress
  difficult hard tough challenging
  overheat hot heat overheated overheating temperature warm
  shutdown poweroff
  enable activate active enabled
  remove delete erase detach
  connect attach hook
  disconnect unplug
  car vehicle automobile
  email mail
  password passcode
  folder directory
  app application program software
  setting settings configuration config
  phone mobile smartphone cellphone
  freeze hang unresponsive frozen
  slow sluggish
  fast quick rapid
  update upgrade
  cable cord wire lead
  intermittent sporadic unsteady flaky irregular random
  work function operate functioning operational run
  move motion moving
  continuous constant steady permanent
  smell odor odour scent
  show visible appear
  speed pace velocity
  login logon signin
  picture image photo
  file document
  ethernet lan
  begin start
  excessive excess
  reset restore
  secure security
  choose select pick
  tighten fasten
  rotate turn spin
  need require
  near close nearby
  correct proper right
  inspect examine`;

/** The stem of a normalised word, the same for all its spellings. */
export function termOfWord(word: string): string {
  return withoutTranscription(stem(word));
}

const REPRESENTATIVE = new Map<string, string>();
for (const group of GROUPS.trim().split('\n')) {
  const words = group.trim().split(/\s+/);
  const first = termOfWord(words[0] ?? '');
  for (const word of words) REPRESENTATIVE.set(termOfWord(word), first);
}

/** The stem that stands for a stem and all that mean the same. */
export function conceptOf(stemmed: string): string {
  return REPRESENTATIVE.get(stemmed) ?? stemmed;
}
