import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { validateFlowDocument } from '../../src/flows/document/validate-flow-document.js';
import { EXAMPLE_DOCUMENTS, EXAMPLE_RUNBOOK } from '../../src/knowledge/knowledge.example.js';
import { IMPORT_DOCUMENT, KNOWLEDGE_LIMITS } from '../../src/knowledge/knowledge-limits.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

const DRIVE = `# Mapped drive does not connect

## Steps

1. Does the file server answer a ping?
   - No: Escalate to the network team.
   - Yes: continue
2. Run \`net use\` and look for a red cross at the drive letter.
3. Remove the stored credentials of the file server from Credential Manager.
4. Map the drive again with the user principal name.
`;
const DRIVE_CHANGED = DRIVE.replace(
  '4. Map the drive again with the user principal name.',
  '4. Map the drive again with the user principal name and tick "reconnect at sign-in".\n5. Restart the Workstation service.',
);

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let engineer: ReturnType<TestApp['as']>;
let reviewer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

beforeEach(async () => {
  account = await test.openAccount();
  engineer = test.as(account.tokens.engineer);
  reviewer = test.as(account.tokens.reviewer);
});

afterAll(() => queue.stop());

const doc = (content: string, name = 'drive.md') => ({ documents: [{ name, content }] });

async function importOne(content: string, name = 'drive.md') {
  const { body } = await engineer.post('/v1/knowledge/import').send(doc(content, name)).expect(200);
  return body.documents[0];
}

async function publish(proposalId: string): Promise<string> {
  const { body } = await reviewer.post(`/v1/proposals/${proposalId}/approve`).send({}).expect(200);
  return body.published_flow_id;
}

describe('importing knowledge', () => {
  it('makes a session and a proposal of a document, each node with the lines that it came from', async () => {
    const outcome = await importOne(DRIVE);
    expect(outcome).toMatchObject({ status: 'imported', format: 'markdown', reason: null, faults: [] });
    const [procedure] = outcome.procedures;
    expect(procedure).toMatchObject({
      title: 'Mapped drive does not connect',
      decision: 'new_flow',
      nodes: 5,
    });
    const session = await engineer.get(`/v1/ai-sessions/${procedure.session_id}`).expect(200);
    expect(session.body).toMatchObject({
      origin: 'kb_import',
      status: 'resolved',
      flywheel: { status: 'done' },
    });
    const { body: proposal } = await engineer.get(`/v1/proposals/${procedure.proposal_id}`).expect(200);
    expect(proposal).toMatchObject({
      source: 'kb_accelerator',
      proposal_type: 'new_flow',
      status: 'pending',
    });
    expect(validateFlowDocument(proposal.proposed_flow_data)).toMatchObject({ ok: true });
    expect(proposal.supporting_session_count).toBe(1);
    const sources = await engineer.get(`/v1/proposals/${procedure.proposal_id}/sources?limit=2`).expect(200);
    expect(sources.body.items[0]).toMatchObject({
      document_id: outcome.document_id,
      document_name: 'drive.md',
      start_line: 5,
      text: 'Does the file server answer a ping?',
    });
    const { next_cursor: cursor } = sources.body;
    const rest = await engineer
      .get(`/v1/proposals/${procedure.proposal_id}/sources?limit=4&cursor=${cursor}`)
      .expect(200);
    expect(rest.body.items).toHaveLength(3);
    expect(rest.body.next_cursor).toBeNull();
  });

  it('keeps the lines through publication', async () => {
    const { procedures, document_id: documentId } = await importOne(DRIVE);
    const flowId = await publish(procedures[0].proposal_id);
    const { body: flow } = await engineer.get(`/v1/flows/${flowId}`).expect(200);
    const node = flow.flow_data.nodes.find(({ text }: { text: string }) => text.startsWith('Run `net use`'));
    const { body } = await engineer.get(`/v1/flows/${flowId}/nodes/${node.id}/sources`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ document_id: documentId, start_line: 8, end_line: 8, node_id: node.id }),
    ]);
    const { body: document } = await engineer.get(`/v1/knowledge/documents/${documentId}`).expect(200);
    expect(document).toMatchObject({ content: DRIVE, procedures: [{ flow_id: flowId }] });
    expect(document.procedures[0].spans).toHaveLength(5);
    await engineer.get(`/v1/flows/${flowId}/nodes/none/sources`).expect(404);
  });

  it('changes nothing when the same document comes again, whatever its name', async () => {
    const first = await importOne(DRIVE);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    expect(await importOne(DRIVE)).toMatchObject({
      status: 'already_imported',
      document_id: first.document_id,
      reason: 'The same content was imported before',
    });
    expect(await importOne(DRIVE, 'other.md')).toMatchObject({
      status: 'already_imported',
      reason: 'The same content was imported before as "drive.md"',
    });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('changes what the document became when it has changed: a pending proposal, or a published flow', async () => {
    const [first] = (await importOne(DRIVE)).procedures;
    const [second] = (await importOne(DRIVE_CHANGED)).procedures;
    expect(second).toMatchObject({ decision: 'new_flow', proposal_id: first.proposal_id });
    const { body: grown } = await engineer.get(`/v1/proposals/${first.proposal_id}`).expect(200);
    expect(grown.proposed_flow_data.nodes).toHaveLength(6);
    const flowId = await publish(first.proposal_id);

    const without = DRIVE_CHANGED.replace(/3\. Remove.*\n/, '');
    const [third] = (await importOne(without)).procedures;
    expect(third).toMatchObject({ decision: 'enhancement', target_flow_id: flowId });
    const { body: change } = await engineer.get(`/v1/proposals/${third.proposal_id}`).expect(200);
    expect(change).toMatchObject({ source: 'kb_accelerator', target_flow: { id: flowId }, base_version: 1 });
    expect(change.proposed_diff.nodes.removed).toEqual([
      expect.objectContaining({ text: expect.stringContaining('stored credentials') }),
    ]);
    expect(change.proposed_diff.nodes.added).toEqual([]);
  });

  it('merges a look-alike with the flow that is there', async () => {
    const flowId = await publish((await importOne(DRIVE)).procedures[0].proposal_id);
    const alike = DRIVE.replace(/4\. Map.*\n/, '4. Replace the login script of the department.\n');
    const [procedure] = (await importOne(alike, 'wiki/mapped-drive.md')).procedures;
    expect(procedure).toMatchObject({ decision: 'branch_addition', target_flow_id: flowId });
    const { body: change } = await engineer.get(`/v1/proposals/${procedure.proposal_id}`).expect(200);
    expect(change.proposed_diff.nodes.added).toEqual([
      expect.objectContaining({ text: 'Replace the login script of the department.' }),
    ]);
    // Of what the flow holds already nothing new comes.
    const known = await importOne(DRIVE.replace('# Mapped', '# A mapped'), 'copy.md');
    expect(known.procedures[0]).toMatchObject({ decision: 'auto_reinforced', target_flow_id: flowId });
  });

  it('takes back what the program exports, as the flow that it is', async () => {
    const flowId = await publish((await importOne(DRIVE)).procedures[0].proposal_id);
    for (const format of ['json', 'mermaid', 'markdown']) {
      const { text } = await engineer.get(`/v1/flows/${flowId}/export?format=${format}`).expect(200);
      const { body } = await engineer
        .post('/v1/knowledge/import')
        .send({ documents: [{ name: 'export', format, content: text }] })
        .expect(200);
      expect(body.documents[0].procedures).toEqual([
        expect.objectContaining({ title: 'Mapped drive does not connect', decision: 'auto_reinforced' }),
      ]);
    }
    const { text } = await test.as(account.tokens.admin).get('/v1/account/export').expect(200);
    const { body } = await engineer
      .post('/v1/knowledge/preview')
      .send(doc(text, 'account.ndjson'))
      .expect(200);
    expect(body.documents[0].procedures).toEqual([
      expect.objectContaining({ decision: 'auto_reinforced', target_flow_id: flowId }),
    ]);
  });

  it('makes nothing of a document without a procedure, and says why', async () => {
    const outcome = await importOne('# Printers\n\nWe have three of them.\n', 'about.md');
    expect(outcome).toMatchObject({ status: 'no_procedure', document_id: null, procedures: [] });
    expect(outcome.reason).toContain('No procedure was found');
    const { body } = await engineer.get('/v1/knowledge/documents').expect(200);
    expect(body.items).toEqual([]);
  });

  it('answers a repeated request under one key with the first answer', async () => {
    const send = () =>
      engineer.post('/v1/knowledge/import').set('Idempotency-Key', 'knowledge-1').send(EXAMPLE_DOCUMENTS);
    const first = await send().expect(200);
    const again = await send().expect(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(first.body.documents.map(({ status }: { status: string }) => status)).toEqual([
      'imported',
      'imported',
    ]);
  });

  it('makes one proposal of a document that two bring at once', async () => {
    const answers = await Promise.all([importOne(DRIVE), importOne(DRIVE, 'twin.md')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['already_imported', 'imported']);
  });
});

describe('previewing knowledge', () => {
  it('tells the flow, the lines and the decision, and writes nothing', async () => {
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const { body } = await engineer.post('/v1/knowledge/preview').send(EXAMPLE_DOCUMENTS).expect(200);
    const [runbook, chart] = body.documents;
    expect(runbook).toMatchObject({ status: 'would_import', document_id: null, format: 'markdown' });
    const [procedure] = runbook.procedures;
    expect(procedure).toMatchObject({
      decision: 'new_flow',
      problem_domain: 'printing',
      joins_proposal_id: null,
    });
    expect(validateFlowDocument(procedure.flow_data)).toMatchObject({ ok: true });
    const { start_offset: start, end_offset: end } = procedure.spans[0];
    expect(EXAMPLE_RUNBOOK.slice(start, end)).toBe('Is the ribbon in place?');
    expect(chart.procedures[0].flow_data.nodes[0]).toMatchObject({ kind: 'question' });
    const same = await engineer
      .post('/v1/knowledge/import')
      .send({ ...EXAMPLE_DOCUMENTS, preview: true })
      .expect(200);
    expect(same.body.documents[0].procedures[0].flow_data).toEqual(procedure.flow_data);
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('says what is known already', async () => {
    await importOne(DRIVE);
    const { body } = await engineer.post('/v1/knowledge/preview').send(doc(DRIVE)).expect(200);
    expect(body.documents[0]).toMatchObject({ status: 'already_imported' });
  });

  it('takes no more than are imported at once', async () => {
    const documents = Array.from({ length: KNOWLEDGE_LIMITS.atOnce.documents + 1 }, (_, index) => ({
      ...{ name: `${index}.md`, content: DRIVE },
    }));
    const { body } = await engineer.post('/v1/knowledge/preview').send({ documents }).expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/documents' })]);
  });
});

describe('many documents', () => {
  it('become a job that counts them, lists what made nothing, and says what became of each', async () => {
    const documents = Array.from({ length: 21 }, (_, index) => ({
      name: `${index}.md`,
      content:
        index === 4 ? '# Nothing' : DRIVE.replace('Mapped drive', `Device number ${index} of the floor`),
    }));
    const answer = await engineer.post('/v1/knowledge/import').send({ documents }).expect(202);
    const { id } = answer.body;
    expect(answer.headers['location']).toBe(`/v1/jobs/${id}`);
    expect(answer.body).toMatchObject({ kind: 'knowledge_import', status: 'queued', total: 21 });
    await queue.drain(account.accountId, IMPORT_DOCUMENT);
    const { body: job } = await engineer.get(`/v1/jobs/${id}`).expect(200);
    expect(job).toMatchObject({ status: 'done', counts: { documents: 21, imported: 20, no_procedure: 1 } });
    const { body: faults } = await engineer.get(`/v1/jobs/${id}/faults`).expect(200);
    expect(faults.items).toEqual([
      { line: 5, detail: '4.md: The document has headings, and nothing under them' },
    ]);
    const page = await engineer.get(`/v1/jobs/${id}/documents?limit=20`).expect(200);
    expect(page.body.items).toHaveLength(20);
    expect(page.body.items[4]).toMatchObject({ number: 5, status: 'no_procedure' });
    const last = await engineer
      .get(`/v1/jobs/${id}/documents?limit=20&cursor=${page.body.next_cursor}`)
      .expect(200);
    expect(last.body).toMatchObject({ items: [{ number: 21, status: 'imported' }], next_cursor: null });
    const [procedure] = last.body.items[0].procedures;
    const session = await engineer.get(`/v1/ai-sessions/${procedure.session_id}`).expect(200);
    expect(session.body.user_id).toBe(account.userIds.engineer);
    // The job's last step run again changes nothing.
    await queue.run(account.accountId, IMPORT_DOCUMENT, { job_id: id, number: 21, actor: {} });
    expect((await engineer.get(`/v1/jobs/${id}`).expect(200)).body.counts).toEqual(job.counts);
  });
});

describe('what is refused', () => {
  it.each([
    [{}, '/documents'],
    [{ documents: [] }, '/documents'],
    [{ documents: [{ name: ' ', content: 'x' }] }, '/documents/0/name'],
    [{ documents: [{ name: 'a', content: 7 }] }, '/documents/0/content'],
    [{ documents: [{ name: 'a', content: 'x\0' }] }, '/documents/0/content'],
    [{ documents: [{ name: 'a', content: 'x', format: 'docx' }] }, '/documents/0/format'],
    [
      { documents: [{ name: 'a', content: 'x'.repeat(KNOWLEDGE_LIMITS.content + 1) }] },
      '/documents/0/content',
    ],
    [{ documents: [{ name: 'a', content: 'x', extra: 1 }] }, '/documents/0/extra'],
    [{ documents: [{ name: 'a', content: 'x' }], problem_domain: '' }, '/problem_domain'],
    [{ documents: [{ name: 'a', content: 'x' }], preview: 'yes' }, '/preview'],
  ])('%#: a wrong body, by its pointer', async (body, pointer) => {
    const answer = await engineer.post('/v1/knowledge/import').send(body).expect(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });

  it('whoever may not import, or asks for what is not there', async () => {
    const viewer = test.as(account.tokens.viewer);
    await viewer.post('/v1/knowledge/import').send(doc(DRIVE)).expect(403);
    await viewer.post('/v1/knowledge/preview').send(doc(DRIVE)).expect(403);
    await test.anonymous().post('/v1/knowledge/import').send(doc(DRIVE)).expect(401);
    await engineer.get(`/v1/knowledge/documents/${randomUUID()}`).expect(404);
    await engineer.get('/v1/knowledge/documents/nonsense').expect(422);
    await engineer.get(`/v1/proposals/${randomUUID()}/sources`).expect(404);
    await engineer.get(`/v1/jobs/${randomUUID()}/documents`).expect(404);
    await engineer.get('/v1/knowledge/documents?cursor=nonsense').expect(422);
  });

  it('another account does not see what was imported, and imports the same for itself', async () => {
    const { document_id: id } = await importOne(DRIVE);
    const other = test.as((await test.openAccount('Other')).tokens.engineer);
    await other.get(`/v1/knowledge/documents/${id}`).expect(404);
    expect((await other.get('/v1/knowledge/documents').expect(200)).body.items).toEqual([]);
    const { body } = await other.post('/v1/knowledge/import').send(doc(DRIVE)).expect(200);
    expect(body.documents[0]).toMatchObject({ status: 'imported', procedures: [{ decision: 'new_flow' }] });
  });
});
