import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface Refusal {
  code: string;
  status: number;
  words: string;
}

/** An assistant that knows the program by its tools alone. Without an era it speaks the newest protocol that both know. */
export class Assistant {
  private constructor(readonly client: Client) {}

  static async connect(
    url: string,
    token: string,
    mode: 'auto' | 'legacy' = 'auto',
    name = 'test-assistant',
  ): Promise<Assistant> {
    const client = new Client({ name, version: '1.0.0' }, { versionNegotiation: { mode } });
    await client.connect(
      new StreamableHTTPClientTransport(new URL('/mcp', url), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    );
    return new Assistant(client);
  }

  /** What a tool gives; the client holds it against the tool's schema where it has listed the tools. */
  async use(name: string, args: Record<string, unknown> = {}) {
    const result = await this.client.callTool({ name, arguments: args });
    const words = wordsOf(result.content);
    if (result.isError) throw new Error(`${name} was refused: ${words}`);
    // As a body of an answer under test: whatever came.
    return { data: JSON.parse(JSON.stringify(result.structuredContent)), words };
  }

  /** How a tool refuses a call. */
  async refusal(name: string, args: Record<string, unknown> = {}): Promise<Refusal> {
    const result = await this.client.callTool({ name, arguments: args });
    const words = wordsOf(result.content);
    if (!result.isError) throw new Error(`${name} was not refused: ${words}`);
    const { problem } = result._meta as { problem: { code: string; status: number } };
    return { code: problem.code, status: problem.status, words };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

function wordsOf(content: unknown): string {
  return (content as { type: string; text: string }[]).map(({ text }) => text).join('\n');
}

/** What stands between the marks of an answer, and what stands outside of them. */
export function partsOf(words: string): { own: string; written: string } {
  const mark = /^<<<([0-9a-f]{12})$/m.exec(words)?.[1];
  if (mark === undefined) return { own: words, written: '' };
  const [own = '', rest = ''] = words.split(`\n<<<${mark}\n`);
  const [written = '', after = ''] = rest.split(`\n${mark}>>>`);
  return { own: own + after, written };
}
