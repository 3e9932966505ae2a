import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { MCP_PATH } from '../mcp/protected-resource.js';
import { bridge } from '../mcp/stdio-bridge.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run -s mcp -- [--url ADDRESS]
Speaks MCP on its standard input and output for a desktop assistant, and asks a server for the answers: the one at
ADDRESS or RESOLUTIONFLOW_URL, else http://127.0.0.1:3000. The variable RESOLUTIONFLOW_KEY has an API key,
or a token.`;
const LOCAL = 'http://127.0.0.1:3000';

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, { options: { url: { type: 'string' } } });
  const address = values.url ?? process.env.RESOLUTIONFLOW_URL ?? LOCAL;
  // Not an argument, which everybody on the machine could read.
  const key = process.env.RESOLUTIONFLOW_KEY;
  if (!key) throw new WrongCall(`RESOLUTIONFLOW_KEY is not set\n${USAGE}`);
  if (!URL.canParse(address)) throw new WrongCall(`${address} is no address\n${USAGE}`);
  const headers = { authorization: `Bearer ${key}` };
  await bridge(
    new StdioServerTransport(),
    new StreamableHTTPClientTransport(new URL(MCP_PATH, address), { requestInit: { headers } }),
  );
});
