import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { SearchIndex, type SearchHit } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';

let test: TestApp;
let index: SearchIndex;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  index = test.app.get(SearchIndex);
});

afterAll(() => test.close());

beforeEach(async () => {
  account = await test.openAccount();
});

const inAccount = <T>(work: (tx: AccountTx) => Promise<T>): Promise<T> =>
  new FlowPublisher(test).inAccount(account, work);

const documentOf = (...texts: string[]) => ({ nodes: texts.map((text) => ({ text })) });

const put = (id: string, ...texts: string[]): Promise<void> =>
  inAccount((tx) => index.put(tx, 'flow', id, '', documentOf(...texts)));

const learn = (id: string, ...texts: string[]): Promise<void> =>
  inAccount((tx) => index.learn(tx, id, { title: '', texts }));

const hitsOf = (title: string): Promise<SearchHit[]> =>
  inAccount(async (tx) => (await index.search(tx, { title, texts: [] }, 10)).hits);

const found = async (title: string): Promise<string[]> =>
  (await hitsOf(title)).map(({ subjectId }) => subjectId);

interface Posting {
  term: string;
  weight: number;
  own: number;
  heard: number;
}

const postingsOf = (id: string): Promise<Posting[]> =>
  inAccount((tx) =>
    tx.query<Posting>(
      'SELECT term, weight, own, heard FROM search_postings WHERE account_id = $1 AND subject_id = $2 ORDER BY term',
      [tx.accountId, id],
    ),
  );

const lengthOf = async (id: string): Promise<number> => {
  const [row] = await inAccount((tx) =>
    tx.query<{ length: number }>(
      'SELECT length FROM search_subjects WHERE account_id = $1 AND subject_id = $2',
      [tx.accountId, id],
    ),
  );
  return row?.length ?? 0;
};

describe('the index of flows and proposals', () => {
  it('finds first what shares most, and nothing of other accounts', async () => {
    const [spooler, toner] = [v7(), v7()];
    await put(spooler, 'Restart the spooler of the printer', 'Clear the queue');
    await put(toner, 'Replace the toner of the printer');
    expect(await found('the printer queue and its spooler')).toEqual([spooler, toner]);
    account = await test.openAccount();
    expect(await found('the printer queue and its spooler')).toEqual([]);
  });

  it('says how common each term is', async () => {
    await put(v7(), 'Restart the printer', 'Restart the spooler');
    await put(v7(), 'Replace the toner of the printer');
    const { documents, frequencies } = await inAccount((tx) =>
      index.search(tx, { title: 'printer spooler ghost', texts: [] }, 10),
    );
    expect(documents).toBe(2);
    expect(Object.fromEntries(frequencies)).toEqual({ printer: 2, spooler: 1 });
  });

  it('gives each change of a document a revision, and each session a count', async () => {
    const id = v7();
    await put(id, 'printer');
    const [first] = await hitsOf('printer');
    await put(id, 'printer and toner');
    await learn(id, 'printer');
    const [second] = await hitsOf('printer');
    expect([first?.revision, first?.sessions]).toEqual(['1', 0]);
    expect([second?.revision, second?.sessions]).toEqual(['2', 1]);
  });

  it('tells whether something was put after a search, and not that something was learned', async () => {
    const id = v7();
    await put(id, 'printer');
    const { snapshot } = await inAccount((tx) => index.search(tx, { title: 'x', texts: [] }, 1));
    const changed = (): Promise<boolean> => inAccount((tx) => index.changedSince(tx, snapshot));
    expect(await changed()).toBe(false);
    await learn(id, 'toner');
    expect(await changed()).toBe(false);
    await put(id, 'printer');
    expect(await changed()).toBe(true);
  });

  it('sees what was put by a transaction that began before the search and ended after it', async () => {
    const id = v7();
    let snapshot = '';
    await inAccount(async (tx) => {
      await index.put(tx, 'flow', id, '', documentOf('printer'));
      const other = new FlowPublisher(test).inAccount(account, (mine) =>
        index.search(mine, { title: 'printer', texts: [] }, 1),
      );
      const result = await other;
      expect(result.hits).toEqual([]);
      snapshot = result.snapshot;
    });
    expect(await inAccount((tx) => index.changedSince(tx, snapshot))).toBe(true);
  });
});

describe('what a flow learns from sessions', () => {
  it('lets it be found by their words, and survives a new document', async () => {
    const id = v7();
    await put(id, 'Restart the spooler');
    await learn(id, 'Paper is jammed', 'Restart the spooler');
    expect(await found('jammed')).toEqual([id]);
    await put(id, 'Clear the queue');
    expect(await found('jammed')).toEqual([id]);
    expect(await found('spooler')).toEqual([id]);
    await put(id, 'Clear the queue');
    const terms = (await postingsOf(id)).map(({ term, own }) => [term, own > 0]);
    expect(Object.fromEntries(terms)).toMatchObject({ queue: true, spooler: false, jam: false });
  });

  it('forgets terms of an old document that no session used', async () => {
    const id = v7();
    await put(id, 'Restart the spooler');
    await learn(id, 'toner');
    await put(id, 'Clear the queue');
    expect(await found('spooler')).toEqual([]);
  });

  it('counts for more the oftener it is heard, up to a few times', async () => {
    const id = v7();
    await put(id, 'printer');
    const weights: number[] = [];
    for (let i = 0; i < 6; i++) {
      await learn(id, 'toner');
      const toner = (await postingsOf(id)).find(({ term }) => term === 'toner');
      weights.push(Number(toner?.weight.toFixed(4)));
    }
    const expected = [2, 3, 4, 5, 5, 5].map((n) => Number(Math.log(n).toFixed(4)));
    expect(weights).toEqual(expected);
  });

  it('stays within bounds, and keeps what more than one session said', async () => {
    const id = v7();
    await put(id, 'printer');
    await learn(id, 'toner');
    await learn(id, 'toner');
    for (let session = 0; session < 9; session++)
      await learn(id, ...Array.from({ length: 60 }, (_, i) => `word${session}x${i}`));
    const learned = (await postingsOf(id)).filter(({ own }) => own === 0);
    expect(learned.length).toBeLessThanOrEqual(400);
    expect(learned.map(({ term }) => term)).toEqual(expect.arrayContaining(['toner', 'word8x59']));
    expect(await found('printer')).toEqual([id]);
  });

  it('goes to another, such as from a proposal to its flow', async () => {
    const [proposal, flow] = [v7(), v7()];
    await put(proposal, 'printer');
    await learn(proposal, 'toner');
    await learn(proposal, 'toner jam');
    await put(flow, 'printer jam');
    await inAccount((tx) => index.inherit(tx, proposal, flow));
    await inAccount((tx) => index.remove(tx, proposal));
    expect(await found('toner')).toEqual([flow]);
    expect((await hitsOf('toner'))[0]?.sessions).toBe(2);
    const heard = (await postingsOf(flow)).map(({ term, heard: times }) => [term, times]);
    expect(Object.fromEntries(heard)).toMatchObject({ printer: 0, toner: 2, jam: 1 });
  });

  it('is lost on a subject that is not indexed', async () => {
    const id = v7();
    await learn(id, 'toner');
    expect(await postingsOf(id)).toEqual([]);
  });

  it('leaves the length of a subject the sum of its weights', async () => {
    const id = v7();
    await put(id, 'printer', 'toner and printer');
    await learn(id, 'jam');
    await put(id, 'printer');
    const sum = (await postingsOf(id)).reduce((all, { weight }) => all + weight, 0);
    expect(await lengthOf(id)).toBeCloseTo(sum, 4);
  });

  it('can be learned by two at once', async () => {
    const id = v7();
    await put(id, 'printer');
    await Promise.all([learn(id, 'toner', 'jam'), learn(id, 'jam', 'toner'), learn(id, 'toner')]);
    expect((await hitsOf('toner'))[0]?.sessions).toBe(3);
    const heard = (await postingsOf(id)).map(({ term, heard: times }) => [term, times]);
    expect(Object.fromEntries(heard)).toMatchObject({ toner: 3, jam: 2 });
  });
});

describe('what is set aside', () => {
  const aside = (title: string): Promise<string[]> =>
    inAccount(async (tx) => {
      const { hits } = await index.searchSetAside(tx, { title, texts: [] }, 10);
      expect(hits.every(({ kind }) => kind === 'set_aside')).toBe(true);
      return hits.map(({ subjectId }) => subjectId);
    });
  const propose = async (...texts: string[]): Promise<string> => {
    const id = v7();
    await inAccount((tx) => index.put(tx, 'proposal', id, '', documentOf(...texts)));
    return id;
  };
  const setAside = (id: string) => inAccount((tx) => index.setAside(tx, id));
  const bringBack = (id: string) => inAccount((tx) => index.bringBack(tx, id));

  it('is found apart from what stands, learns, and comes back with all of it', async () => {
    const id = await propose('Restart the printer');
    await learn(id, 'Reboot the printer');
    const before = (await postingsOf(id)).map(({ term }) => term);
    await setAside(id);
    expect(await found('printer')).toEqual([]);
    expect(await aside('printer')).toEqual([id]);
    await learn(id, 'Wake the printer');
    expect(await aside('wake')).toEqual([id]);
    expect(await found('wake')).toEqual([]);
    await inAccount((tx) => index.put(tx, 'set_aside', id, '', documentOf('Restart the printer', 'Call')));
    expect(await aside('call')).toEqual([id]);
    await bringBack(id);
    for (const word of ['printer', 'wake', 'reboot', 'call']) expect(await found(word)).toEqual([id]);
    expect(await aside('printer')).toEqual([]);
    const terms = (await postingsOf(id)).map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(before));
  });

  it('does not count in what is known of terms', async () => {
    const standing = await propose('Restart the printer');
    const statistics = () =>
      inAccount(async (tx) => {
        const result = await index.search(tx, { title: 'printer', texts: [] }, 10);
        return [result.documents, [...result.frequencies], result.hits.map(({ score }) => score)];
      });
    const before = await statistics();
    for (let n = 0; n < 3; n++) await setAside(await propose('Restart the printer', 'Clean it'));
    expect(await statistics()).toEqual(before);
    expect(await found('printer')).toEqual([standing]);
    expect(await aside('printer')).toHaveLength(3);
  });

  it('is told apart from what was there when a search began', async () => {
    const id = await propose('Restart the printer');
    const snapshotNow = () =>
      inAccount(async (tx) => (await index.search(tx, { title: 'printer', texts: [] }, 10)).snapshot);
    for (const move of [setAside, bringBack]) {
      const snapshot = await snapshotNow();
      await move(id);
      expect(await inAccount((tx) => index.changedSince(tx, snapshot))).toBe(true);
    }
  });

  it('is no flow, and nothing that is set aside or standing already', async () => {
    const flow = v7();
    await put(flow, 'Restart the printer');
    await setAside(flow);
    expect(await found('printer')).toEqual([flow]);
    const id = await propose('Restart the printer');
    await setAside(id);
    await setAside(id);
    expect(await aside('printer')).toEqual([id]);
    await bringBack(id);
    await bringBack(id);
    expect((await found('printer')).sort()).toEqual([flow, id].sort());
  });
});
