const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that turn a statement round. */
export const NEGATIONS = setOf(
  `no not never none nothing neither nor nobody nowhere hardly scarcely barely nope nil zero unable lacks lacking absent
  missing fails failed refuses`,
);

/** Words for things being as they should. */
export const SOUND_WORDS = setOf(
  `fine ok okay good well properly normal normally correctly perfect perfectly smoothly expected working works
  healthy clean intact great functional functioning stable steady`,
);

/** Words for things being amiss. */
export const FAULT_WORDS = setOf(
  `bad broken dead fail fails failed failing failure faulty fault problem problems issue issues trouble troubles
  difficulty difficulties damaged defective corroded corrosion rust rusted rusty worn stuck wrong error errors
  blown burnt burned cracked weak strange odd abnormal unusual improper improperly poor poorly crash crashes
  crashed leak leaks leaking difficult challenging jerky smoke burning smell overheat overheats overheating freeze
  freezes freezing flicker flickers flickering noise noises vibration vibrations intermittent intermittently random slow
  sluggish dropping drops concern concerns stopped die dies died drain drains drained complaint complaints`,
);

/** Phrases in which a negation denies nothing. */
export const EMPTY_NEGATIONS =
  /\b(?:no doubt|no matter|no wonder|why not|whether or not|or not|nothing but|not just|no less|nothing special to)\b/g;

/** Answers to "only ...?": that it is so at other times too, and that it is so then alone. */
export const ALSO_OTHERWISE =
  /\b(?:even (?:when|if|while|though)|as well|also|too|other(?:wise)? times?|otherwise as well|all (?:of )?the time|always|constantly|anytime|any time|everywhere|not only|not just|regardless|both)\b/;
export const THEN_ALONE = /\b(?:only|precisely|exactly|just then|solely|exclusively|otherwise)\b/;
