import type { EventEmitter } from 'node:events';

/**
 * Lets a connection be lost without the end of the process: an `error` that nobody listens to would end it, and a server that
 * ends says so more than once, at times before whoever asked for the connection has it in hand. The statement that fails,
 * or the next one, tells of it.
 */
export const surviveLoss = (connection: EventEmitter): void => {
  connection.on('error', () => undefined);
};
