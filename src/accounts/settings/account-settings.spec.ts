import { describe, expect, it } from '@jest/globals';
import { changeOf, DEFAULT_SETTINGS, readSettings } from './account-settings.js';

describe('readSettings', () => {
  it('fills in the defaults', () => {
    expect(readSettings({})).toEqual({
      flywheelEnabled: true,
      minimumSteps: 2,
      reviewOrder: 'impact',
      claimMinutes: 15,
      requireIfMatch: false,
      revertWindowHours: 168,
      calibrationMinimum: 50,
      reopenAfterSessions: 5,
      fourEyes: false,
      secondApprovalDomains: [],
      secondApprovalCritical: false,
      nameUnsureLabels: false,
      verifyEveryDays: 180,
      verifyGraceDays: 30,
      flagsToVerify: 3,
      unusedDays: 365,
      successFallMinimum: 20,
      successFallPoints: 10,
      successFallDays: 30,
      keepTranscriptsDays: 0,
      keepWordsDays: 0,
      keepDeliveriesDays: 0,
      keepEventsDays: 0,
      languageModelEnabled: false,
      languageModelTasks: ['steps', 'labels', 'title', 'same_problem'],
      languageModelBudget: 10,
    });
  });

  it('reads what is stored', () => {
    const stored = {
      flywheel_enabled: false,
      minimum_steps: 20,
      review_order: 'oldest',
      claim_minutes: 60,
      require_if_match: true,
      revert_window_hours: 24,
      calibration_minimum: 10,
      reopen_after_sessions: 0,
      four_eyes: true,
      second_approval_domains: ['security'],
      second_approval_critical: true,
      name_unsure_labels: true,
      verify_every_days: 181,
      verify_grace_days: 31,
      flags_to_verify: 4,
      unused_days: 366,
      success_fall_minimum: 21,
      success_fall_points: 11,
      success_fall_days: 31,
      keep_transcripts_days: 90,
      keep_words_days: 60,
      keep_deliveries_days: 7,
      keep_events_days: 3,
      language_model_enabled: true,
      language_model_tasks: ['title'],
      language_model_budget: 2.5,
    };
    expect(readSettings(stored)).toEqual({
      flywheelEnabled: false,
      minimumSteps: 20,
      reviewOrder: 'oldest',
      claimMinutes: 60,
      requireIfMatch: true,
      revertWindowHours: 24,
      calibrationMinimum: 10,
      reopenAfterSessions: 0,
      fourEyes: true,
      secondApprovalDomains: ['security'],
      secondApprovalCritical: true,
      nameUnsureLabels: true,
      verifyEveryDays: 181,
      verifyGraceDays: 31,
      flagsToVerify: 4,
      unusedDays: 366,
      successFallMinimum: 21,
      successFallPoints: 11,
      successFallDays: 31,
      keepTranscriptsDays: 90,
      keepWordsDays: 60,
      keepDeliveriesDays: 7,
      keepEventsDays: 3,
      languageModelEnabled: true,
      languageModelTasks: ['title'],
      languageModelBudget: 2.5,
    });
  });

  it.each([1, 21, 2.5, '3', null, Number.NaN])(
    'takes a stored minimum of %j for the default',
    (minimum_steps) => {
      expect(readSettings({ minimum_steps }).minimumSteps).toBe(DEFAULT_SETTINGS.minimumSteps);
    },
  );

  it.each([null, 0, 'false'])('takes a stored switch of %j for the default', (flywheel_enabled) => {
    expect(readSettings({ flywheel_enabled }).flywheelEnabled).toBe(DEFAULT_SETTINGS.flywheelEnabled);
  });
});

describe('readSettings of the review', () => {
  it.each([0, 1441, 1.5, '15'])('takes %j stored minutes of a claim for the default', (claim_minutes) => {
    expect(readSettings({ claim_minutes }).claimMinutes).toBe(DEFAULT_SETTINGS.claimMinutes);
  });

  it.each([0, 8761, 1.5, '24'])('takes %j stored hours to revert for the default', (revert_window_hours) => {
    expect(readSettings({ revert_window_hours }).revertWindowHours).toBe(DEFAULT_SETTINGS.revertWindowHours);
  });

  it.each([-1, 1001, 2.5, '5', null])('takes %j stored sessions to reopen for the default', (stored) => {
    expect(readSettings({ reopen_after_sessions: stored }).reopenAfterSessions).toBe(
      DEFAULT_SETTINGS.reopenAfterSessions,
    );
  });

  it.each(['security', [1], ['x'.repeat(101)], Array(51).fill('x'), null])(
    'takes stored domains of %j for the default',
    (second_approval_domains) => {
      expect(readSettings({ second_approval_domains }).secondApprovalDomains).toEqual([]);
    },
  );

  it.each(['random', '', 1, null])('takes a stored order of %j for the default', (review_order) => {
    expect(readSettings({ review_order }).reviewOrder).toBe(DEFAULT_SETTINGS.reviewOrder);
  });
});

describe('readSettings of verification', () => {
  it.each([-1, 3651, 1.5, '180', null])('takes %j stored days for the default', (stored) => {
    const { verifyEveryDays, verifyGraceDays, unusedDays } = readSettings({
      ...{ verify_every_days: stored, verify_grace_days: stored, unused_days: stored },
    });
    expect([verifyEveryDays, verifyGraceDays, unusedDays]).toEqual([180, 30, 365]);
  });

  it.each([0, 101, '10'])('takes a stored fall of %j points for the default', (success_fall_points) => {
    expect(readSettings({ success_fall_points }).successFallPoints).toBe(10);
  });

  it('takes 0 for never, but not for the days and points that are compared', () => {
    const off = { verify_every_days: 0, flags_to_verify: 0, success_fall_minimum: 0, success_fall_days: 0 };
    expect(readSettings(off)).toMatchObject({
      ...{ verifyEveryDays: 0, flagsToVerify: 0, successFallMinimum: 0, successFallDays: 30 },
    });
  });
});

describe('readSettings of what is kept', () => {
  it.each([-1, 36_501, 1.5, '30', null])('keeps everything where %j days are stored', (stored) => {
    expect(readSettings({ keep_transcripts_days: stored, keep_words_days: stored })).toMatchObject({
      ...{ keepTranscriptsDays: 0, keepWordsDays: 0 },
    });
  });
});

describe('readSettings of the language model', () => {
  it.each([['steps', 'poems'], 'steps', null, Array(5).fill('steps')])(
    'takes stored tasks of %j for the default',
    (language_model_tasks) => {
      expect(readSettings({ language_model_tasks }).languageModelTasks).toEqual(
        DEFAULT_SETTINGS.languageModelTasks,
      );
    },
  );

  it.each([-1, 1_000_001, '5', null, Number.NaN])('takes a stored budget of %j for the default', (stored) => {
    expect(readSettings({ language_model_budget: stored }).languageModelBudget).toBe(10);
  });

  it('is off unless somebody switched it on', () => {
    for (const stored of [undefined, null, 1, 'true'])
      expect(readSettings({ language_model_enabled: stored }).languageModelEnabled).toBe(false);
  });
});

describe('changeOf', () => {
  it('sets what is given, leaves what is not, resets what is null', () => {
    expect(changeOf({ minimum_steps: 3 })).toEqual({ set: { minimum_steps: 3 }, unset: [] });
    expect(changeOf({ flywheel_enabled: false, minimum_steps: null })).toEqual({
      set: { flywheel_enabled: false },
      unset: ['minimum_steps'],
    });
    expect(changeOf({})).toEqual({ set: {}, unset: [] });
  });

  it('resets everything on null', () => {
    expect(changeOf(null)).toEqual({
      set: {},
      unset: [
        'flywheel_enabled',
        'minimum_steps',
        'review_order',
        'revert_window_hours',
        'calibration_minimum',
        'reopen_after_sessions',
        'four_eyes',
        'second_approval_domains',
        'second_approval_critical',
        'claim_minutes',
        'require_if_match',
        'name_unsure_labels',
        'verify_every_days',
        'verify_grace_days',
        'flags_to_verify',
        'unused_days',
        'success_fall_minimum',
        'success_fall_points',
        'success_fall_days',
        'keep_transcripts_days',
        'keep_words_days',
        'keep_deliveries_days',
        'keep_events_days',
        'language_model_enabled',
        'language_model_tasks',
        'language_model_budget',
      ],
    });
  });
});
