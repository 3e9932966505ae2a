import { expect, it } from '@jest/globals';

/** What translation leaves out, so that the lines below it have other numbers in what Node runs. */
interface LeftOut {
  text: string;
  count: number;
}

it('says in a stack trace where in the source an error arose', () => {
  const left: LeftOut = { text: 'here', count: 1 };
  expect(new Error(left.text).stack).toMatch(/test\/stack-traces\.spec\.ts:11:10\)?$/m);
});
