import { flows } from './en/flows.js';

/** Words of the pages of flows, which are loaded with them. */
export const flowsTexts: typeof flows = flows;
