import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { diffFlowDocuments } from '../../src/flows/document/diff-flow-documents.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { migrate, migrateDown } from '../../src/kernel/database/migrator.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

let test: TestApp;
let writer: ProposalWriter;
let account: TestAccount;
let flowId: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  account = await test.openAccount();
  flowId = await new FlowPublisher(test).publish(account);
});

afterAll(() => test.close());

/** The flow with one more step after the spooler. */
function branch(label: string, text: string): FlowDocument {
  return {
    ...PRINTER_OFFLINE,
    nodes: [...PRINTER_OFFLINE.nodes, { id: 'more', kind: 'action', text }],
    edges: [...PRINTER_OFFLINE.edges, { id: 'e9', from: 'spooler', to: 'more', condition: { label } }],
  };
}

const SPOOLER = '“Clear the queue and restart the Print Spooler service.”';
const DRIVER = 'Replace the driver with the one of the vendor.';

function propose(label: string, text: string): Promise<string> {
  const document = branch(label, text);
  const diff = diffFlowDocuments(PRINTER_OFFLINE, document, 1);
  return writer.proposal(account, {
    ...{ proposalType: 'branch_addition', title: 'New branch: Printer offline', targetFlowId: flowId },
    ...{ baseVersion: 1, document, diff },
  });
}

async function read(id: string): Promise<Record<string, unknown>> {
  const { body } = await test.as(account.tokens.reviewer).get(`/v1/proposals/${id}`).expect(200);
  return body as Record<string, unknown>;
}

describe('what a proposal adds and where', () => {
  it('tells two branches of one flow apart, in the list and alone', async () => {
    const ids = [await propose('jobs hang', DRIVER), await propose('jobs hang', 'Delete the queue.')];
    const { body } = await test
      .as(account.tokens.viewer)
      .get(`/v1/proposals?status=pending&target_flow_id=${flowId}`)
      .expect(200);
    const lines = (body.items as { id: string; title: string; summary: string }[])
      .filter(({ id }) => ids.includes(id))
      .map(({ title, summary }) => ({ title, summary }));
    expect(lines).toEqual([
      {
        title: 'New branch: Printer offline',
        summary: `Adds: after ${SPOOLER} = jobs hang → “Delete the queue.”`,
      },
      { title: 'New branch: Printer offline', summary: `Adds: after ${SPOOLER} = jobs hang → “${DRIVER}”` },
    ]);
    expect((await read(ids[0] ?? ''))['summary']).toBe(lines[1]?.summary);
  });

  it('follows what joins, what somebody edits, and what the flow comes to hold', async () => {
    const id = await propose('prints garbage', DRIVER);
    const sessionId = await writer.session(account);
    const document = branch('prints garbage', 'Switch to the PCL driver.');
    await writer.grow(account, id, {
      ...{ sessionId, document, proposalType: 'branch_addition', baseVersion: 1 },
      diff: diffFlowDocuments(PRINTER_OFFLINE, document, 1),
    });
    expect((await read(id))['summary']).toBe(
      `Adds: after ${SPOOLER} = prints garbage → “Switch to the PCL driver.”`,
    );
    await writer.inAccount(account, (tx) =>
      writer.proposals.settleAsReinforced(tx, id, 'It is there by now'),
    );
    expect((await read(id))['summary']).toBe('Adds nothing: the session went the way of the flow');
  });

  it('follows an edit of a draft', async () => {
    const engineer = test.as(account.tokens.engineer);
    const draft = {
      ...{ title: 'Garbage', proposal_type: 'branch_addition', target_flow_id: flowId },
      proposed_flow_data: branch('prints garbage', DRIVER),
    };
    const { body } = await engineer.post('/v1/proposals').send(draft).expect(201);
    expect(body.summary).toBe(`Adds: after ${SPOOLER} = prints garbage → “${DRIVER}”`);
    const edit = (change: object) => engineer.patch(`/v1/proposals/${body.id}`).send(change).expect(200);
    expect((await edit({ title: 'Other words' })).body.summary).toBe(body.summary);
    const edited = await edit({ proposed_flow_data: branch('prints nothing', DRIVER) });
    expect(edited.body.summary).toBe(`Adds: after ${SPOOLER} = prints nothing → “${DRIVER}”`);
    expect(edited.body.events.at(-1).details).toEqual({
      fields: expect.not.arrayContaining(['summary']),
    });
  });

  it('is in the title of its diagram', async () => {
    const id = await propose('smells <b>burnt</b>', 'Pull the plug.');
    const viewer = test.as(account.tokens.viewer);
    const svg = await viewer.get(`/v1/proposals/${id}/diagram`).buffer(true).expect(200);
    expect(String(svg.body)).toContain('= smells &lt;b&gt;burnt&lt;/b&gt; → “Pull the plug.”</title>');
    const mermaid = await viewer.get(`/v1/proposals/${id}/diagram?format=mermaid`).buffer(true).expect(200);
    expect(mermaid.text).toMatch(/^---\ntitle: .*Adds\\u003a after .*Pull the plug/);
    expect(mermaid.text).not.toContain('<b>');
  });
});

describe('proposals that were there before', () => {
  it('got a line that tells them apart', async () => {
    const older = await startTestApp({ ROLE: 'api' });
    try {
      const theirs = await older.openAccount();
      const local = new ProposalWriter(older);
      const target = await new FlowPublisher(older).publish(theirs);
      const add = (text: string) => {
        const document = branch('jobs hang', text);
        const diff = diffFlowDocuments(PRINTER_OFFLINE, document, 1);
        return local.proposal(theirs, {
          ...{ proposalType: 'branch_addition', targetFlowId: target, baseVersion: 1, document, diff },
        });
      };
      const [one, two] = [
        await add(`${'Look twice. '.repeat(20)}A`),
        await add(`${'Look twice. '.repeat(20)}B`),
      ];
      const reinforced = await local.proposal(theirs, { proposalType: 'auto_reinforced' });
      const whole = await local.proposal(theirs);
      while ((await migrateDown(older.database.url)) !== 'AddProposalSummary1795720200000');
      await migrate(older.database.url);
      const database = new pg.Client({ connectionString: older.database.superuserUrl });
      await database.connect();
      const { rows } = await database.query<{ id: string; summary: string }>(
        'SELECT id, summary FROM flow_proposals WHERE id = ANY ($1)',
        [[one, two, reinforced, whole]],
      );
      await database.end();
      const of = (id: string) => rows.find((row) => row.id === id)?.summary;
      expect(of(one)).toMatch(
        /^Adds: after “Clear the queue .*” = jobs hang → “Look twice\. .*” \[[0-9a-f]{6}\]$/,
      );
      expect(of(two)).not.toBe(of(one));
      expect(of(reinforced)).toBe('Adds nothing: the session went the way of the flow');
      expect(of(whole)).toBe(
        'New flow of 7 steps: beginning with “Does the printer answer a ping from the print server?”',
      );
    } finally {
      await older.close();
    }
  });
});
