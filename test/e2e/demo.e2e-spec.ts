import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OpenAPIObject, ParameterObject } from '@nestjs/swagger';
import { AccountDirectory } from '../../src/accounts/account-directory.service.js';
import { DemoDecisions } from '../../src/demo/demo-decisions.service.js';
import { DemoSeeder } from '../../src/demo/demo-seeder.service.js';
import { HARBOR_TECH, LARKFIELD } from '../../src/demo/stories.js';
import { Welcome } from '../../src/demo/welcome.service.js';
import type { FlagDto } from '../../src/flow-care/flags.response.dto.js';
import { FlagsService } from '../../src/flow-care/flags.service.js';
import {
  ANSWER_EXAMPLES,
  BACK_EXAMPLES,
  DEVIATE_EXAMPLES,
  FINISH_EXAMPLES,
  OUTCOME_EXAMPLES,
  START_EXAMPLES,
} from '../../src/l1-walks/walks.example.js';
import { WalkStepsService } from '../../src/l1-walks/walking/walk-steps.service.js';
import type { WalkSummaryDto } from '../../src/l1-walks/walk-summary.response.dto.js';
import { PROPOSAL_SOURCES, PROPOSAL_STATUSES, PROPOSAL_TYPES } from '../../src/proposals/proposal.js';
import type { ProposalEventDto } from '../../src/proposals/trail/proposal-event.response.dto.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { DemoReader } from '../support/demo-reader.js';
import { Walker } from '../support/walker.js';

/** What the demo account's sessions come to, each for the reason that the story tells. */
const FATES = {
  'outlook-1': 'new_flow approved 1',
  'outlook-2': 'branch_addition approved 1',
  'outlook-3': 'auto_reinforced auto_reinforced 1',
  'outlook-4': 'enhancement approved 1',
  'outlook-5': 'branch_addition pending 1',
  'shared-mailbox-1': 'new_flow modified 1',
  'shared-mailbox-2': 'auto_reinforced auto_reinforced 1',
  'vpn-1': 'new_flow modified 1',
  'vpn-2': 'branch_addition approved 1',
  'vpn-3': 'auto_reinforced auto_reinforced 1',
  'vpn-4': 'branch_addition dismissed 1',
  'mfa-1': 'new_flow approved 3',
  'mfa-2': 'new_flow approved 3',
  'mfa-3': 'new_flow approved 3',
  'mfa-4': 'branch_addition approved 1',
  'mfa-5': 'enhancement pending 1',
  'printer-1': 'new_flow approved 1',
  'printer-2': 'branch_addition approved 1',
  'printer-3': 'auto_reinforced auto_reinforced 1',
  'onedrive-1': 'new_flow pending 3',
  'onedrive-2': 'new_flow pending 3',
  'onedrive-3': 'new_flow pending 3',
  'disk-full-1': 'new_flow approved 1',
  'disk-full-2': 'auto_reinforced auto_reinforced 1',
  'disk-full-3': 'branch_addition rejected 1',
  'teams-audio-1': 'new_flow pending 1',
  'dns-1': 'new_flow approved 1',
  'dns-2': 'auto_reinforced auto_reinforced 1',
  'rds-profile-1': 'new_flow approved 1',
  'rds-profile-2': 'branch_addition approved 1',
  'rds-profile-3': 'enhancement pending 1',
  'wifi-1': 'none',
  'bitlocker-1': 'none',
  'phone-1': 'none',
  'slow-laptop-1': 'none',
  'scanner-1': 'none',
};

const SECOND_FATES = {
  'outlook-1': 'new_flow approved 1',
  'outlook-2': 'auto_reinforced auto_reinforced 1',
  'xray-sensor-1': 'new_flow approved 1',
  'xray-sensor-2': 'branch_addition pending 1',
  'printer-1': 'new_flow pending 1',
  'server-room-1': 'none',
};

const partOf = (document: OpenAPIObject, part: object): unknown =>
  '$ref' in part
    ? String(part.$ref)
        .split('/')
        .slice(1)
        .reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], document)
    : part;

/** What Swagger UI fills in. */
const exampleOf = ({ example, schema }: ParameterObject): unknown =>
  example ?? (schema as { example?: unknown } | undefined)?.example;

/** Where what the ids in bodies name is read. */
const SENT_IDS: Record<string, string> = {
  flow_id: '/v1/flows',
  target_flow_id: '/v1/flows',
  duplicate_of: '/v1/flows',
  source_session_id: '/v1/ai-sessions',
  proposal_id: '/v1/proposals',
  user_id: '/v1/users',
  owner_id: '/v1/users',
  walk_id: '/v1/l1-walks',
  ids: '/v1/proposals',
};
/** One that only a dry run gives, and one that is of the walk where it stands. */
const ELSEWHERE = ['token', 'edge_id'];

/** The UUIDs in the examples of bodies, each with the member that it is of. */
function idsSent(document: OpenAPIObject): [member: string, id: string][] {
  const found: [string, string][] = [];
  const look = (part: unknown, holder: string): void => {
    if (typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part))
      found.push([holder, part]);
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part))
      look(value, Array.isArray(part) || key === 'id' ? holder : key);
  };
  for (const { post, patch, put } of Object.values(document.paths))
    for (const operation of [post, patch, put]) look(operation?.requestBody, '');
  look(document.components?.examples, '');
  return found;
}

const quiet = (): void => undefined;

describe('the demo accounts', () => {
  let test: TestApp;
  let larkfield: DemoReader;
  let harbor: DemoReader;

  beforeAll(async () => {
    test = await startTestApp();
    await test.app.get(DemoSeeder).seed(quiet, { second: true });
    larkfield = await DemoReader.of(test, LARKFIELD.account.slug);
    harbor = await DemoReader.of(test, HARBOR_TECH.account.slug);
  });

  afterAll(() => test.close());

  it('come to what the story tells of each session', async () => {
    expect(await larkfield.fates()).toEqual(FATES);
  });

  it('learn nothing from each other, in the same words and under the same external ids', async () => {
    expect(await harbor.fates()).toEqual(SECOND_FATES);
  });

  it('show every type, status and source of proposal', async () => {
    const proposals = await larkfield.proposals();
    expect(new Set(proposals.map((proposal) => proposal.proposal_type))).toEqual(new Set(PROPOSAL_TYPES));
    expect(new Set(proposals.map((proposal) => proposal.status))).toEqual(new Set(PROPOSAL_STATUSES));
    expect(new Set(proposals.map((proposal) => proposal.source))).toEqual(new Set(PROPOSAL_SOURCES));
  });

  it('leave every kind of proposal to review, of both teams and of several sources', async () => {
    const pending = (await larkfield.proposals()).filter(({ status }) => status === 'pending');
    expect(pending.map(({ proposal_type, source }) => `${proposal_type} ${source}`).sort()).toEqual([
      'branch_addition ai_realtime_l1',
      'branch_addition ai_realtime_l1',
      'enhancement ai_promoted',
      'enhancement ai_realtime_l1',
      'new_flow ai_promoted',
      'new_flow ai_promoted',
      'new_flow kb_accelerator',
      'new_flow manual_draft',
    ]);
    const teams = new Set(pending.map(({ team_id }) => team_id));
    expect(teams.size).toBe(2);
    expect(teams).not.toContain(null);
  });

  it('publish flows of up to three versions', async () => {
    const flows = await larkfield.flows();
    const versions = Object.fromEntries(flows.map(({ title, version }) => [title, version]));
    expect(versions).toMatchObject({
      'Outlook does not open after the password change': 3,
      'VPN does not connect from home': 2,
      'Shared mailbox does not appear in the folder pane': 1,
    });
    const outlook = flows.find(({ version }) => version === 3);
    const history = await larkfield.list<{ version: number }>(`/v1/flows/${outlook?.id}/versions`);
    expect(history.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
  });

  it('keep what the reviewer edited beside what was proposed', async () => {
    const vpn = (await larkfield.proposals()).find(({ title }) => title.startsWith('VPN does not connect'));
    const read = await test.as(larkfield.token).get(`/v1/proposals/${vpn?.id}`).expect(200);
    const flow = await test
      .as(larkfield.token)
      .get(`/v1/flows/${vpn?.published_flow_id}/versions/1`)
      .expect(200);
    expect(JSON.stringify(read.body)).toContain('Open UDP 500 and 4500 on the router.');
    expect(JSON.stringify(flow.body)).toContain('Switch on VPN pass-through');
    expect(JSON.stringify(flow.body)).not.toContain('Open UDP 500 and 4500 on the router.');
  });

  it('tell who dismissed a proposal and who reopened it', async () => {
    const teams = (await larkfield.proposals()).find(({ title }) => title.includes('Teams meetings'));
    const events = await larkfield.list<ProposalEventDto>(`/v1/proposals/${teams?.id}/events`);
    expect(events.map(({ event, actor_name }) => `${event} ${actor_name}`)).toEqual([
      'created ResolutionFlow',
      'dismissed Ruth Kaplan',
      'reopened Marco Silva',
    ]);
  });

  it('hold sessions of every status, with tickets of both kinds', async () => {
    const sessions = await larkfield.sessions();
    expect(new Set(sessions.map(({ status }) => status))).toEqual(
      new Set(['active', 'resolved', 'escalated', 'abandoned', 'unknown']),
    );
    expect(new Set(sessions.map(({ linked_ticket_kind }) => linked_ticket_kind))).toEqual(
      new Set([null, 'psa', 'internal']),
    );
  });

  it('show walks that ended in every way a technician ends one, each with its ticket', async () => {
    const walks = await larkfield.list<WalkSummaryDto>('/v1/l1-walks');
    const told = walks.map((walk) => [
      walk.linked_ticket_id,
      walk.status,
      walk.outcome_confirmed,
      walk.reopened_at !== null,
      walk.deviation_count,
    ]);
    expect(told.sort()).toEqual([
      ['INT-0318', 'active', false, false, 0],
      ['T20260921.0011', 'resolved', true, false, 0],
      ['T20260921.0027', 'resolved', true, false, 1],
      ['T20260922.0006', 'escalated', false, false, 0],
      ['T20260922.0019', 'resolved', false, true, 0],
    ]);
    expect(await harbor.list('/v1/l1-walks')).toEqual([]);
  });

  it('learn the way on that a walk had to find beside its flow', async () => {
    const sessions = await larkfield.sessions();
    const walked = sessions.filter(({ external_id }) => external_id?.startsWith('l1-walk:'));
    expect(walked).toMatchObject([{ linked_ticket_id: 'T20260921.0027', status: 'resolved' }]);
    const path = `/v1/proposals/${walked[0]?.flywheel.proposal_id}`;
    const { body } = await test.as(larkfield.token).get(path).expect(200);
    expect(body).toMatchObject({
      proposal_type: 'branch_addition',
      source: 'ai_realtime_l1',
      status: 'pending',
    });
    expect(JSON.stringify(body)).toContain('Put a new drum unit in');
  });

  it('have a flow that its owner has to verify, since three people flagged it in their words', async () => {
    const flow = (await larkfield.flows()).find(({ title }) => title.startsWith('Shared mailbox'));
    const path = `/v1/flows/${flow?.id}`;
    const flags = await larkfield.list<FlagDto>(`${path}/flags`);
    expect(flags.map(({ raised_by_name, reason }) => `${raised_by_name} ${reason}`).sort()).toEqual([
      'Ella Moreau unclear',
      'Jonas Brandt incomplete',
      'Tess Okoro outdated',
    ]);
    for (const { words } of flags) expect(words).toEqual(expect.stringMatching(/\w+ \w+/));
    const { body } = await test.as(larkfield.token).get(`${path}/verification`).expect(200);
    expect(body).toMatchObject({
      owner: { display_name: 'Ella Moreau' },
      reasons: [{ code: 'flagged' }],
    });
  });

  it('give Swagger UI ids with which every read of a thing answers', async () => {
    const { body } = await test.anonymous().get('/docs-json').expect(200);
    const described = body as OpenAPIObject;
    const refused: unknown[] = [];
    const without: string[] = [];
    let tried = 0;
    for (const [path, { get }] of Object.entries(described.paths)) {
      if (!get || !path.includes('{')) continue;
      const parameters = (get.parameters ?? []).map((each) => partOf(described, each) as ParameterObject);
      const inPath = parameters.filter((each) => each.in === 'path');
      const shown = new Map(inPath.map((each) => [each.name, exampleOf(each)]));
      if ([...shown.values()].includes(undefined)) {
        without.push(path);
        continue;
      }
      const query = parameters.filter((each) => each.in === 'query' && each.required);
      const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(shown.get(name))),
      );
      const answer = await test
        .as(larkfield.token)
        .get(target)
        .query(Object.fromEntries(query.map((each) => [each.name, exampleOf(each)])));
      tried++;
      if (answer.status !== 200) refused.push([path, target, answer.status, answer.body]);
    }
    expect(refused).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(25);
    // The demo account has no webhook, which would post to somebody, and no job: its story is told step by step.
    expect(without.filter((path) => !/^\/v1\/(webhooks|jobs)\//.test(path))).toEqual([]);
  });

  it('give Swagger UI bodies with ids of what is there', async () => {
    const { body } = await test.anonymous().get('/docs-json').expect(200);
    const sent = idsSent(body as OpenAPIObject);
    expect([...new Set(sent.map(([member]) => member))].sort()).toEqual(
      [...Object.keys(SENT_IDS), ...ELSEWHERE].sort(),
    );
    const refused: unknown[] = [];
    for (const [member, id] of sent) {
      const path = SENT_IDS[member];
      if (!path) continue;
      const answer = await test.as(larkfield.token).get(`${path}/${id}`);
      if (answer.status !== 200) refused.push([member, id, answer.status]);
    }
    expect(refused).toEqual([]);

    const { post } = (body as OpenAPIObject).paths['/v1/flows/{id}/flags/{flag_id}/close'] ?? {};
    const inPath = (post?.parameters ?? []).map(
      (each) => partOf(body as OpenAPIObject, each) as ParameterObject,
    );
    const shown = (name: string): unknown =>
      exampleOf(inPath.find((each) => each.name === name) ?? { name, in: 'path' });
    const flags = await larkfield.list<FlagDto>(`/v1/flows/${String(shown('id'))}/flags`);
    expect(flags.map(({ id }) => id)).toContain(shown('flag_id'));
  });

  it('hold a runbook, and the proposal that came of it', async () => {
    const documents = await larkfield.list<{ id: string; name: string }>('/v1/knowledge/documents');
    expect(documents).toMatchObject([{ name: 'onboarding/new-starter-laptop.md' }]);
    const proposal = (await larkfield.proposals()).find(
      ({ source, status }) => source === 'kb_accelerator' && status === 'pending',
    );
    expect(proposal).toMatchObject({ title: 'New starter: laptop set-up', proposal_type: 'new_flow' });
    expect((await larkfield.list(`/v1/proposals/${proposal?.id}/sources`)).length).toBeGreaterThan(0);
  });
});

describe('filling the demo account', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp();
  });

  afterAll(() => test.close());

  /** Whatever telling the story again could add to. */
  const contents = async () => {
    const larkfield = await DemoReader.of(test, LARKFIELD.account.slug);
    const proposals = await larkfield.proposals();
    const events = await Promise.all(
      proposals.map(({ id }) => larkfield.list<ProposalEventDto>(`/v1/proposals/${id}/events`)),
    );
    return {
      events: events.flat().length,
      walks: await larkfield.list('/v1/l1-walks'),
      flags: await larkfield.list('/v1/flow-flags'),
      documents: await larkfield.list('/v1/knowledge/documents'),
    };
  };

  /** The bodies that Swagger UI shows, each at the version that it names. */
  const walkAsShown = async (token: string): Promise<void> => {
    const { condition, words, done } = ANSWER_EXAMPLES;
    const steps = [condition, words, done].map(({ value }) => ['answer', value] as const);
    const walks = [
      [...steps, ['finish', FINISH_EXAMPLES.resolved.value], ['confirm', {}]],
      [...steps, ['finish', FINISH_EXAMPLES.confirmed.value], ['reopen', OUTCOME_EXAMPLES.seen.value]],
      [...steps, ['deviate', DEVIATE_EXAMPLES.action.value]],
      [...steps.slice(0, 2), ['deviate', DEVIATE_EXAMPLES.instead.value]],
      [...steps.slice(0, 1), ['deviate', DEVIATE_EXAMPLES.answer.value]],
      ...Object.values(BACK_EXAMPLES).map(({ value }) => [...steps.slice(0, 1), ['back', value] as const]),
      [...steps.slice(0, 1), ['finish', FINISH_EXAMPLES.escalated.value]],
      [...steps.slice(0, 1), ['finish', FINISH_EXAMPLES.abandoned.value]],
    ] as const;
    for (const [index, moves] of walks.entries()) {
      // A flow that was walked for a ticket in vain is not the first one to try for it again.
      const ticket = index === 0 ? {} : { linked_ticket_id: `48213-${index}` };
      const walker = await Walker.start(test, token, { ...START_EXAMPLES.problem.value, ...ticket });
      expect(walker.walk.flow_title).toBe('Websites do not open because of a wrong DNS server');
      for (const [verb, body] of moves) {
        const { status, body: walk } = await walker.try(verb, body);
        expect([verb, body, status]).toEqual([verb, body, 200]);
        if (walk.version === 4) expect(walk.at_end).toBe(verb === 'answer');
      }
    }
  };

  it('is left out beside other accounts, goes on where it broke off, and a second time changes nothing', async () => {
    const seeder = test.app.get(DemoSeeder);
    const directory = test.app.get(AccountDirectory);
    await test.openAccount('Somebody else');
    await seeder.seedWhenEmpty(quiet);
    expect(await directory.findAccount(LARKFIELD.account.slug)).toBeNull();

    // In the middle of the second chapter's decisions.
    const decisions = test.app.get(DemoDecisions);
    const decide = decisions.decide.bind(decisions);
    const spy = jest.spyOn(decisions, 'decide').mockImplementation(async (actor, id, decision) => {
      if (decision.session === 'vpn-2') throw new Error('broken off');
      await decide(actor, id, decision);
    });
    await expect(seeder.seed(quiet)).rejects.toThrow('broken off');
    spy.mockRestore();

    // In the middle of a walk.
    const steps = test.app.get(WalkStepsService);
    const answer = steps.answer.bind(steps);
    const walking = jest.spyOn(steps, 'answer').mockImplementation(async (actor, id, request, ifMatch) => {
      if (request.condition === '691') throw new Error('hung up');
      return answer(actor, id, request, ifMatch);
    });
    await expect(seeder.seedWhenEmpty(quiet)).rejects.toThrow('hung up');
    walking.mockRestore();

    // Between two flags.
    const flags = test.app.get(FlagsService);
    const raise = flags.raise.bind(flags);
    const flagging = jest.spyOn(flags, 'raise').mockImplementation(async (actor, id, request) => {
      if (request.reason === 'incomplete') throw new Error('put aside');
      return raise(actor, id, request);
    });
    await expect(seeder.seedWhenEmpty(quiet)).rejects.toThrow('put aside');
    flagging.mockRestore();

    await seeder.seedWhenEmpty(quiet);
    const larkfield = await DemoReader.of(test, LARKFIELD.account.slug);
    expect(await larkfield.fates()).toEqual(FATES);

    const before = await contents();
    expect(before.walks).toHaveLength(5);
    expect(before.flags).toMatchObject([{ times: 1 }, { times: 1 }, { times: 1 }]);
    const lines: string[] = [];
    await seeder.seed((line) => void lines.push(line));
    expect(lines).toEqual(['The demo account Larkfield IT is complete.']);
    expect(await contents()).toEqual(before);

    // As the terminal prints it: both lines of the tour work, with the token in them.
    const shown: string[] = [];
    await test.app.get(Welcome).print('http://here', (line) => void shown.push(line), true);
    // Elsewhere it may be kept, so that it names no token, but whose there are.
    const logged: string[] = [];
    await test.app.get(Welcome).print('http://here', (line) => void logged.push(line), false);
    expect(logged.join('\n')).not.toMatch(/eyJ|#token/);
    expect(logged[0]).toMatch(/^\nThe demo account, Larkfield IT: \S+@\S+, \S+@\S+, \S+@\S+$/);
    const links = [...shown.join('\n').matchAll(/http:\/\/here\/sign-in#token=(\S+)/g)];
    const roles = await Promise.all(
      links.map(async ([, token]) => (await test.anonymous().post('/v1/sign-in').send({ token })).body.role),
    );
    expect(roles).toEqual(['engineer', 'reviewer', 'admin']);
    const tour = shown.join('\n').matchAll(/Bearer ([^']+)' (-X POST )?'http:\/\/here([^']+)'/g);
    const [queue, approval] = [...tour].map(([, token = '', post, path = '']) => ({ token, post, path }));
    const listed = await test
      .as(queue?.token ?? '')
      .get(queue?.path ?? '')
      .expect(200);
    const [first] = (listed.body as { items: { id: string }[] }).items;
    expect(approval).toMatchObject({ post: '-X POST ', path: `/v1/proposals/${first?.id}/approve` });
    await test
      .as(approval?.token ?? '')
      .post(approval?.path ?? '')
      .expect(200);

    await walkAsShown((await DemoReader.of(test, LARKFIELD.account.slug, 'engineer')).token);

    const reviewer = await DemoReader.of(test, LARKFIELD.account.slug, 'reviewer');
    for (const { id, status } of await reviewer.proposals()) {
      if (status !== 'pending') continue;
      await test.as(reviewer.token).post(`/v1/proposals/${id}/approve`).send({}).expect(200);
    }
    expect((await reviewer.proposals()).filter(({ status }) => status === 'pending')).toEqual([]);
  });
});
