import { describe, expect, it } from '@jest/globals';
import { settingsTexts } from '../texts/settings-texts.js';
import { GROUPS, settingsPatch } from './account-settings.js';
import type { AccountSettings } from './settings.queries.js';

const SETTINGS = {
  flywheel_enabled: true,
  minimum_steps: 2,
  second_approval_domains: ['payments'],
} as AccountSettings;

describe('the settings of an account', () => {
  it('are all shown, each once, with its explanation', () => {
    const shown = Object.values(GROUPS).flat();
    expect([...shown].sort()).toEqual(Object.keys(settingsTexts.explanations).sort());
    expect(Object.keys(settingsTexts.names).sort()).toEqual([...shown].sort());
  });

  it('are sent where they were changed', () => {
    expect(settingsPatch(SETTINGS, { ...SETTINGS })).toEqual({});
    expect(settingsPatch(SETTINGS, { ...SETTINGS, minimum_steps: 3, second_approval_domains: [] })).toEqual({
      minimum_steps: 3,
      second_approval_domains: [],
    });
  });

  it('stay where a number was cleared away', () => {
    expect(settingsPatch(SETTINGS, { ...SETTINGS, minimum_steps: '' as unknown as number })).toEqual({});
  });
});
