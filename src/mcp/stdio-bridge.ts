import { SdkHttpError, type JSONRPCMessage, type Transport } from '@modelcontextprotocol/client';

const INTERNAL_ERROR = -32_603;

type Remote = Transport & { setProtocolVersion(version: string): void };

/**
 * Hands each message of a local client to a server elsewhere, and its answers back, as they are. Returns once the local
 * client has ended; what it still waits for then, it cannot be told any more.
 */
export async function bridge(local: Transport, remote: Remote): Promise<void> {
  const ended = new Promise<void>((resolve) => (local.onclose = resolve));
  const answer = (message: JSONRPCMessage): void => void local.send(message).catch(() => undefined);

  remote.onmessage = (message) => {
    // From here on each request has to name what the two agreed on.
    if ('result' in message && typeof message.result.protocolVersion === 'string')
      remote.setProtocolVersion(message.result.protocolVersion);
    answer(message);
  };
  local.onmessage = (message) => {
    remote.send(message).catch((error: unknown) => {
      if (!('method' in message && 'id' in message)) return;
      answer({
        ...{ jsonrpc: '2.0', id: message.id },
        error: { code: INTERNAL_ERROR, message: whyNot(error) },
      });
    });
  };
  await remote.start();
  await local.start();
  await ended;
  await remote.close();
}

/** Why the server gave no answer, in the words of its problem document where there is one. */
function whyNot(error: unknown): string {
  if (!(error instanceof SdkHttpError))
    return 'The server cannot be reached; is the address right, and does it run?';
  return problemIn(error.data.text) ?? `The server answered ${error.data.status}`;
}

function problemIn(text: unknown): string | null {
  try {
    const { code, detail, title } = JSON.parse(String(text)) as Record<string, unknown>;
    return typeof code === 'string' ? `${code}: ${String(detail ?? title)}` : null;
  } catch {
    return null;
  }
}
