/**
 * The closed classes of English: articles, pronouns, auxiliaries, prepositions, conjunctions, and what politeness
 * adds. They say little about what a text is about. Words that turn a meaning round ("not", "on", "off", "before",
 * "without") are not among them.
 */
const FUNCTION_WORDS = new Set(
  `a an the this that these those some any each every either neither one ones other another such same
  i me my mine myself you your yours yourself he him his she her hers it its itself we us our ours they them their
  theirs who whom whose which what where when why how
  am is are was were be been being do does did doing done have has had having will would shall should can could may
  might must ought
  of in at by for to from with into onto about as than then so too also just only even still yet again
  and or but nor if while because since though although however whether
  there here now please kindly thanks thank hello hi hey ok okay well oh um ah sorry sure welcome
  very really quite rather much many more most lot lots kind sort bit
  seem seems seemed appear appears appeared
  let lets get gets got getting go goes going gone make makes made making`.split(/\s+/),
);

/**
 * What asking, telling and advising is done with, whatever it is about: "could you tell me if", "I checked last
 * week and saw that". They carry a little meaning, so they count, but less than the words for things. Taken from
 * the commonest words of general English, leaving out what names a part, a place, a state or a direction.
 */
const TALK_WORDS = new Set(
  `tell know say see look check confirm verify notice find found observe spot think believe try tried test hear
  help need want use used using able unable happen happens happened happening issue issues problem problems trouble
  troubles difficulty difficulties experience experiencing experienced face facing faced fix fixed resolve resolved
  solve solved cause causing caused likely possible possibly maybe probably looks looking sounds like likes time
  times thing things way ways recently currently first next needs needed take takes took taken give gives gave given
  put puts present order said says told asked ask asking answer question questions guess suppose figure wonder hope
  year years month months week weeks day days hour hours minute minutes today yesterday tomorrow tonight morning
  afternoon evening night ago old new recent lately always often sometimes usually never ever soon late early long
  last past whole few several two three four five six seven eight nine ten couple
  buy bought purchase purchased own owned owns keep keeps kept come comes came coming became become becomes begin
  began begun start started starting stop stopped leave left bring brought feel feels felt mean means meant
  work works worked working job people person someone somebody anyone everyone friend family man woman kids
  something anything everything nothing stuff anymore every really actually basically simply exactly certain
  certainly definitely absolutely completely totally especially particular properly correctly fine good great bad
  better best worse worst nice weird strange odd funny important urgent asap quickly immediately right away
  around own else instead maybe perhaps almost already enough less least several various different
  idea reason case part matter point fact end place home house school office trip drove driving ride
  deal pretty big small little high low able ready happy worried scared afraid concerned concern appreciate
  able allow allows allowed continue continues suddenly constantly consistently whenever everytime
  had owning dont doesnt didnt cant wont im ive`.split(/\s+/),
);

/** Whether a normalised word belongs to a closed class. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

/** Whether a normalised word serves the talk more than the matter. */
export function isTalkWord(word: string): boolean {
  return TALK_WORDS.has(word);
}
