/** What a language model may be asked for; each has a schema, and a check that does not trust it. */
export const MODEL_TASKS = ['steps', 'labels', 'title', 'same_problem'] as const;
export type ModelTask = (typeof MODEL_TASKS)[number];

/** Whether and for what an account has the operator's language model asked. */
export interface ModelSettings {
  languageModelEnabled: boolean;
  languageModelTasks: ModelTask[];
  /** What may be spent in a calendar month (UTC), in the currency of the operator's prices. */
  languageModelBudget: number;
}

/** A change of them, on the wire and in the column: null goes back to the default. */
export interface ModelSettingsPatch {
  language_model_enabled?: boolean | null;
  language_model_tasks?: ModelTask[] | null;
  language_model_budget?: number | null;
}

export const MODEL_BUDGET = { least: 0, most: 1_000_000, decimals: 2, fallback: 10 } as const;

export const isModelTasks = (value: unknown): value is ModelTask[] =>
  Array.isArray(value) &&
  value.length <= MODEL_TASKS.length &&
  value.every((task) => MODEL_TASKS.some((known) => known === task));

export const isModelBudget = (value: unknown): value is number =>
  typeof value === 'number' && value >= MODEL_BUDGET.least && value <= MODEL_BUDGET.most;
