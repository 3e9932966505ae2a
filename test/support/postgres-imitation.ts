import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value >> 16), int16(value & 0xffff)]);

const READY = message('Z', Buffer.from('I'));

/** A column of texts: its name, then no table, type text in text format. */
const column = (name: string): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]);

const rowOf = (row: Record<string, string>): Buffer =>
  Buffer.concat([
    message('T', Buffer.concat([int16(Object.keys(row).length), ...Object.keys(row).map(column)])),
    message(
      'D',
      Buffer.concat([
        int16(Object.keys(row).length),
        ...Object.values(row).map((text) => Buffer.concat([int32(text.length), Buffer.from(text)])),
      ]),
    ),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ]);

/** What a server says to everyone as it is told to end at once. */
export const ENDED = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

/**
 * Speaks as much of PostgreSQL's protocol, version 3, as it takes to let anyone in and to answer every query with one row
 * of ASCII texts. With `farewell`, each connection ends with that in the very packet that let it in. Returns its port and
 * how to close it.
 */
export async function imitatePostgres(
  row: Record<string, string>,
  farewell?: Buffer,
): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    // The first message has no type.
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), READY, farewell ?? Buffer.alloc(0)]));
      if (farewell) socket.end();
      socket.on('data', (data) => {
        if (data.toString('latin1', 0, 1) === 'Q') socket.write(rowOf(row));
        else socket.end();
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
