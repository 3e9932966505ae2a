/** Names of what is typed in a walk and not sent yet. */
export const draftsOf = (walkId: string) => ({
  words: `walk.${walkId}.words`,
  note: `walk.${walkId}.note`,
  deviation: `walk.${walkId}.deviation`,
  ending: `walk.${walkId}.ending`,
  flag: `walk.${walkId}.flag`,
});
