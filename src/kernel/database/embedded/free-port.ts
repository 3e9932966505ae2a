import { createServer, type AddressInfo } from 'node:net';

/**
 * A port of the loopback address that nobody listens on at the moment: the one that is wanted, or any.
 * @throws whatever the system says where the wanted one is taken
 */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
