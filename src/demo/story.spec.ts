import { describe, expect, it } from '@jest/globals';
import { validateFlowDocument } from '../flows/document/validate-flow-document.js';
import { ROLES } from '../kernel/http/actor.js';
import { HARBOR_TECH, LARKFIELD } from './stories.js';
import type { DemoStory } from './story.js';

const sessionsOf = (story: DemoStory) =>
  story.chapters.flatMap((chapter) => chapter.imports.flatMap(({ sessions }) => sessions));

describe.each([
  ['Larkfield IT', LARKFIELD],
  ['Harbor Tech', HARBOR_TECH],
])('the story of %s', (_, story) => {
  const roles = new Map(story.users.map(({ email, role }) => [email, role]));

  it('gives every session an id of its own', () => {
    const ids = sessionsOf(story).map((session) => session.external_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a user of every role, in teams that exist', () => {
    expect(new Set(roles.values())).toEqual(new Set(ROLES));
    for (const { team } of story.users) expect([null, ...story.teams]).toContain(team);
  });

  it('lets engineers import and draft, and reviewers decide on sessions that have come in by then', () => {
    const known = new Set<string>();
    for (const { imports, drafts = [], decisions } of story.chapters) {
      imports.flatMap(({ sessions }) => sessions).forEach(({ external_id }) => known.add(external_id));
      for (const { by } of [...imports, ...drafts]) expect(roles.get(by)).toBe('engineer');
      for (const { by } of decisions) expect(roles.get(by)).toBe('reviewer');
      for (const { session } of [...drafts, ...decisions]) expect(known).toContain(session);
    }
  });

  it('lets engineers walk, flag and import runbooks, and a reviewer name the owner, of flows that there are', () => {
    const approved = new Set<string>();
    const tickets: string[] = [];
    for (const { decisions, runbooks = [], walks = [], care = [] } of story.chapters) {
      for (const { session, verdict } of decisions)
        if (verdict === 'approve' || verdict === 'modify') approved.add(session);
      const flags = care.flatMap((one) => one.flags);
      for (const { by } of [...runbooks, ...walks, ...flags]) expect(roles.get(by)).toBe('engineer');
      for (const { by } of care) expect(roles.get(by)).toBe('reviewer');
      for (const { session } of [...walks, ...care]) expect(approved).toContain(session);
      tickets.push(...walks.map(({ ticket }) => ticket.id));
    }
    expect(new Set(tickets).size).toBe(tickets.length);
  });

  it('edits only texts that the session has', () => {
    for (const decision of story.chapters.flatMap((chapter) => chapter.decisions)) {
      if (decision.verdict !== 'modify') continue;
      const steps =
        sessionsOf(story).find(({ external_id }) => external_id === decision.session)?.steps ?? [];
      expect(steps.map(({ text }) => text)).toEqual(expect.arrayContaining(Object.keys(decision.edit.texts)));
    }
  });

  it('names a ticket and its kind together, and drafts about open sessions of origin manual', () => {
    for (const session of sessionsOf(story))
      expect(session.linked_ticket_id === undefined).toBe(session.linked_ticket_kind === undefined);
    for (const draft of story.chapters.flatMap(({ drafts = [] }) => drafts)) {
      const source = sessionsOf(story).find(({ external_id }) => external_id === draft.session);
      expect(source).toMatchObject({ origin: 'manual' });
      expect(source?.outcome).toBeUndefined();
      expect(validateFlowDocument(draft.flow)).toMatchObject({ ok: true });
    }
  });
});

it('gives the second account some of the external ids of the first', () => {
  const first = new Set(sessionsOf(LARKFIELD).map(({ external_id }) => external_id));
  expect(sessionsOf(HARBOR_TECH).some(({ external_id }) => first.has(external_id))).toBe(true);
});
