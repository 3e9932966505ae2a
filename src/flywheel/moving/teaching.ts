/** A move of a session between two flows, either way. */
export interface EarlierMove {
  session_id: string;
  /** Whether the two flows came to be kept apart by it. */
  kept_apart: boolean;
}

/**
 * Whether moving the session between two flows once more takes back that they are kept apart: it stands where moving it
 * had brought it, that is why they are, and no other session was moved between the two.
 * @param earlier the moves between the two, oldest first
 */
export function takesBack(sessionId: string, earlier: readonly EarlierMove[]): boolean {
  return (
    earlier.length % 2 === 1 &&
    earlier.every((move) => move.session_id === sessionId) &&
    earlier.some((move) => move.kept_apart)
  );
}
