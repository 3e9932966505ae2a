/** What a way is for, where a document has one for each: systems and browsers, by the names of their makers. */
const PLATFORM =
  /^(?:(?:on|for|using|with|in|unter|auf|für|sous|sur|pour|en|para|no|su|per|op|voor)\s+)?(?:an? |the |das |den )?(?:microsoft |apple |google )?(?:windows|win ?1[01]|mac ?os|macs?|macbook|os ?x|linux|ubuntu|debian|rhel|red hat|centos|fedora|suse|iphones?|ipads?|ios|ipados|android|chromebooks?|chrome ?os|chrome|firefox|edge|safari|opera)(?![\p{L}])[\s\d./,&+()a-z-]{0,30}:?$/iu;

export function isPlatform(title: string): boolean {
  return PLATFORM.test(title.trim());
}
