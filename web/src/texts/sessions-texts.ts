import { knowledge, sessions } from './en/sessions.js';

/** Words of the pages of sessions and knowledge, which are loaded with them. */
export const sessionsTexts: typeof sessions = sessions;
export const knowledgeTexts: typeof knowledge = knowledge;
