import { editor } from './en/editor.js';

/** Words of the editor of flows, which are loaded with it. */
export const editorTexts: typeof editor = editor;
