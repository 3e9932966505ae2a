import { LanguageModel, ModelFault } from './language-model.js';

/** Rules alone. */
export class NoLanguageModel extends LanguageModel {
  readonly model = null;
  readonly prices = { input: 0, output: 0 };

  render(): Promise<string> {
    return Promise.reject(new ModelFault('away'));
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  ask(): Promise<never> {
    return Promise.reject(new ModelFault('away'));
  }
}
