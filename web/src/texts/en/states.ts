export const states = {
  loading: 'Loading',
  close: 'Close',
  tryAgain: 'Try again',
  notDelivered: 'The server cannot be reached. Your connection may be gone, or the server is starting.',
  forbidden: 'Your role may not see this',
  notFoundTitle: 'There is nothing here',
  notFoundText: 'The address may be mistyped, or it was never yours to see.',
  failedTitle: 'That went wrong',
  toHome: 'To the home page',
  requestId: (id: string) => `Request ${id}`,
  moreFaults: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
};
