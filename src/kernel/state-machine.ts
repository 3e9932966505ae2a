/** For each state, which event leads to which state; an event that is not named is not allowed there. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** A pure transition table. It holds no state: the database does. */
export class StateMachine<State extends string, Event extends string> {
  constructor(private readonly transitions: Transitions<State, Event>) {}

  /** The state that the event leads to, or null where it is not allowed. */
  next(from: State, event: Event): State | null {
    return this.transitions[from][event] ?? null;
  }

  allows(from: State, event: Event): boolean {
    return this.next(from, event) !== null;
  }

  /** Whether nothing leads out of the state. */
  isFinal(state: State): boolean {
    return Object.keys(this.transitions[state]).length === 0;
  }
}
