/** How large a session may be. Lengths count characters (Unicode code points), as JSON Schema and the columns do. */
export const SESSION_LIMITS = {
  externalId: 200,
  title: 255,
  problemDomain: 100,
  messages: 2_000,
  /** Characters of one message. */
  content: 20_000,
  /** Characters of all messages together. */
  transcript: 4_000_000,
  steps: 500,
  /** Characters of a step's text; a flow's node takes it whole. */
  text: 10_000,
  /** Characters of a step's result. */
  result: 10_000,
  resolutionSummary: 20_000,
  linkedTicketId: 64,
} as const;
