const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that greet, thank, wish, comfort and acknowledge; a statement of nothing else is small talk. */
export const COURTESY_WORDS = setOf(
  `thanks thank thankyou cheers welcome hello hi hey greetings bye goodbye morning afternoon evening day night weekend week
  great good nice lovely wonderful fantastic excellent perfect awesome super brilliant amazing cool fine alright ok okay
  sure certainly absolutely definitely indeed exactly yes yeah yep no course problem worries understood understand noted
  right correct agreed see glad happy pleased pleasure delighted sorry apologies apologise apologize inconvenience
  frustrating annoying unfortunate patience waiting moment moments second seconds sec minute minutes hold bear hang wait
  help helping assist assisting assistance support service anytime always feel free contact reach care hope wish luck
  best regards sincerely hear know mind ahead back later soon ready anything else further today again sir madam
  congratulations congrats wow oh ah hmm fair enough enjoy rest appreciate appreciated kind patient`,
);

/** Verbs with which somebody tells another what to do; base forms that often begin an order. */
export const ORDER_VERBS = setOf(
  `accept activate add adjust allow apply approve archive assign attach authorise authorize back block boot bring browse
  bypass call cancel change charge check choose clean clear click clone close collect compare configure confirm connect
  continue convert copy create cut deactivate decrease delete deploy deregister detach disable disconnect dismiss double-click
  download drag drain drop edit eject empty enable end enrol enroll ensure enter erase execute exit expand export extend
  extract fill find finish fit flush follow force format forward free get give go grant hide hold import increase insert
  inspect install isolate join keep launch leave lift limit link listen load locate lock log login logout look lower
  make manage map mark measure migrate monitor mount move mute navigate note open pair paste pause perform pick ping place
  plug point power press print proceed pull purge push put quit raise reboot rebuild recheck reconfigure reconnect record
  recover recreate recycle redeploy redo refill refresh register reimage reinstall reissue rejoin release reload remap
  remember remove rename renew repair repeat replace report request re-enable re-enter reseat reset resize restart restore
  resume retry return revert revoke right-click rinse roll rotate run save scan schedule scroll search select send set share
  shorten show shut sign slide start stay stop store submit subtract swap switch sync synchronise synchronize take tap test
  tick tighten toggle top trace transfer translate trigger trim trust try turn type unblock uncheck undo uninstall unlink
  unlock unmount unmute unpair unplug untick update upgrade upload use verify view visit wait warm wash watch wipe wire work
  wrap write zoom`,
);

/** What somebody says of himself without doing anything to the problem: "let me look", "I see", "I hope". */
export const IDLE_VERBS = setOf(
  `check checking checked look looking looked see seeing seen saw find finding wait waiting help helping assist assisting
  understand understood know thinking think believe hope hoping wonder guess suppose assume mean need want like love feel
  ask asking tell told say said hear heard read reading note noted remember wish get getting got be been being was have
  had come coming go do doing did stay appreciate apologise apologize transfer transferring pull pulling bring follow
  following update leave keep am`,
);

/** What is about the ticket, the talk or the people in it, and not about the problem. */
export const PAPERWORK =
  /\b(?:ticket|case|incident|chat|call|conversation|notes?|survey|colleagues?|specialists?|supervisor|records?)\b/;
