import { settings } from './en/settings.js';

/** Words of the pages of settings, which are loaded with them. */
export const settingsTexts: typeof settings = settings;
