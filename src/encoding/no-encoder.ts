import { TextEncoder } from './text-encoder.js';
import { PLAIN, type Scale, type Vector } from './vectors.js';

/** Texts are compared by their words alone. */
export class NoEncoder extends TextEncoder {
  readonly model = null;

  reads(): boolean {
    return false;
  }

  encode(): Promise<Vector[]> {
    return Promise.reject(new Error('there is no encoder'));
  }

  scale(): Promise<Scale> {
    return Promise.resolve(PLAIN);
  }
}
