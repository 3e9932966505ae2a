/** Signs that answer by themselves, as they are written; skin tones and variation selectors may follow. */
const YES_SIGNS = /[\u2705\u2714\u2611\u{1F44D}\u{1F197}\u{1F44C}\u2713\u{1F7E2}]/u;
const NO_SIGNS = /[\u274C\u2716\u274E\u{1F44E}\u{1F6AB}\u26D4\u2717\u2718\u{1F645}\u{1F534}]/u;

/** What the signs of an answer say; null where it has none, or both. */
export function signOf(answer: string): 'yes' | 'no' | null {
  const [yes, no] = [YES_SIGNS.test(answer), NO_SIGNS.test(answer)];
  return yes === no ? null : yes ? 'yes' : 'no';
}
