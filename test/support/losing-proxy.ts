import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LosingProxy {
  /** Of the database, through this. */
  url: string;
  /** Breaks all connections, and takes none until `restore`. */
  sever(): void;
  restore(): void;
  close(): void;
}

/**
 * Stands between a program and its database, and loses connections: all of them when it is told to, and one with the first
 * answer that says `words`, so that the server has done what it was asked for, and nobody hears of it.
 */
export async function losingProxy(databaseUrl: string, words?: string): Promise<LosingProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let lost = words === undefined;
  let severed = false;
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((client) => {
    if (severed) return client.destroy();
    const database = connect(Number(target.port), target.hostname);
    for (const [one, other] of [[client, database] as const, [database, client] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    client.on('data', (data) => database.write(data));
    database.on('data', (data) => {
      if (lost || !data.includes(words ?? '')) return client.write(data);
      lost = true;
      client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) }).toString();
  return {
    url,
    sever() {
      severed = true;
      breakAll();
    },
    restore() {
      severed = false;
    },
    close() {
      breakAll();
      server.close();
    },
  };
}
