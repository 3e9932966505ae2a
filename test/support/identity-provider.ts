import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says of somebody. */
export interface Person {
  email?: string;
  email_verified?: boolean;
  name?: string;
  /** The domain that the provider manages, as Google says it. */
  hd?: string;
}

export const CLIENT = {
  OIDC_CLIENT_ID: 'resolutionflow',
  OIDC_CLIENT_SECRET: 'a secret that the tests know',
};

/** A real OpenID Connect provider in this process, where anybody signs in who is among its people. */
export class IdentityProvider {
  /** By their names at the provider, which are their subjects. */
  readonly people = new Map<string, Person>();
  /** Whether it breaks every connection off. */
  away = false;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  /**
   * @param callback where it leads browsers back to
   * @param inIdToken whether the ID token holds all claims; otherwise they are to be asked for
   */
  static async start(callback: string, { inIdToken = true } = {}): Promise<IdentityProvider> {
    // Only now, when whoever calls may have silenced it: it warns of Node 20, on which it runs.
    const { default: Provider } = await import('oidc-provider');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const started = new IdentityProvider(server, issuer);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.OIDC_CLIENT_ID,
          client_secret: CLIENT.OIDC_CLIENT_SECRET,
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: [callback],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified', 'hd'], profile: ['name'] },
      conformIdTokenClaims: !inIdToken,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
      cookies: { keys: ['of a test'] },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, ...started.people.get(accountId) }),
      }),
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (started.away) request.socket.destroy();
      else void answer(request, response);
    });
    return started;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Follows the provider from where it was led to, as somebody's browser does, to the address that it leads back to. */
  async signIn(url: string, name: string): Promise<string> {
    return this.browse(url, (page, prompt) => [
      page,
      new URLSearchParams({ prompt, login: name, password: 'any' }),
    ]);
  }

  /** As `signIn`, of somebody who thinks better of it. */
  async cancel(url: string): Promise<string> {
    return this.browse(url, (page) => [`${page}/abort`, undefined]);
  }

  /** @param answer what is done with a page that asks for something: the address, and the form if one is sent */
  private async browse(
    url: string,
    answer: (page: string, prompt: string) => [url: string, form: URLSearchParams | undefined],
  ): Promise<string> {
    const cookies = new Map<string, string>();
    let [next, form]: [string, URLSearchParams | undefined] = [url, undefined];
    while (next.startsWith(this.issuer)) {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const method = form ? 'POST' : 'GET';
      const response = await fetch(next, { method, body: form, headers: { cookie }, redirect: 'manual' });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
        cookies.set(name, value);
      }
      const text = await response.text();
      const location = response.headers.get('location');
      const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1];
      if (location !== null) [next, form] = [new URL(location, next).href, undefined];
      else if (prompt !== undefined) [next, form] = answer(next, prompt);
      else throw new Error(`the provider answered ${response.status}: ${text.slice(0, 500)}`);
    }
    return next;
  }
}
