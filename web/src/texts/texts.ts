import { en } from './en.js';

/** Every word of the desk that a person reads. Another language is another object of this shape. */
export type Texts = typeof en;

export const texts: Texts = en;
