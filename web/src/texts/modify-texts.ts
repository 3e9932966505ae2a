import { modify } from './en/review-modify.js';

/** Words of the editor of a proposed flow, which are loaded with it. */
export const modifyTexts: typeof modify = modify;
