/** How a session put its problem and its steps. */
export interface SessionWords {
  title: string;
  /** The first message; null where there is none. */
  opening: string | null;
  steps: string[];
}
