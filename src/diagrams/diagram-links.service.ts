import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { CredentialsService } from '../accounts/access/credentials.service.js';
import { loadSecrets } from '../accounts/tokens/token-keys.js';
import { tryKeys } from '../accounts/tokens/try-keys.js';
import { Config } from '../kernel/config.js';
import type { Actor } from '../kernel/http/actor.js';
import { linkRefused } from './diagrams.errors.js';
import type {
  DiagramLinkRequest,
  FlowDiagramLinkRequest,
  LinkFormat,
  Overlay,
} from './diagrams.request.dto.js';
import { DiagramsService } from './diagrams.service.js';
import type { Rendition } from './rendition.js';

const PURPOSE = 'resolutionflow diagram link';
const ALGORITHM = 'HS256';

/** What a link shows. Whose it is follows from the credential that made it. */
interface Claims {
  kind: 'flow' | 'proposal';
  id: string;
  format: LinkFormat;
  version?: number;
  overlay?: Overlay;
  /** The name of the credential that made it; once that is no good any more, the link is not either. */
  by: string;
}

export interface SignedLink {
  link: string;
  expiresAt: Date;
}

/**
 * Links that show one diagram to whoever has them, for a while: what they show is signed with a secret of the program
 * (HMAC, RFC 7515), so nobody can make one, nor make one show anything else.
 */
@Injectable()
export class DiagramLinksService {
  constructor(
    private readonly config: Config,
    private readonly credentials: CredentialsService,
    private readonly diagrams: DiagramsService,
  ) {}

  async ofFlow(actor: Actor, id: string, request: FlowDiagramLinkRequest): Promise<SignedLink> {
    const { format, version, overlay, expires_in: seconds } = request;
    await this.diagrams.expectFlow(actor, id, version);
    return this.sign({ kind: 'flow', id, format, version, overlay, by: actor.credential }, seconds);
  }

  async ofProposal(actor: Actor, id: string, request: DiagramLinkRequest): Promise<SignedLink> {
    await this.diagrams.expectProposal(actor, id);
    const { format, expires_in: seconds } = request;
    return this.sign({ kind: 'proposal', id, format, by: actor.credential }, seconds);
  }

  /**
   * What the link shows, as it is now.
   * @throws DomainError 403; 404 where it is gone
   */
  async open(link: string): Promise<Rendition> {
    const { kind, id, format, version, overlay, by } = await this.verify(link);
    const actor = await this.credentials.findNamed(by);
    if (!actor) throw linkRefused('wrong');
    return kind === 'flow'
      ? this.diagrams.drawFlow(actor, id, { version, overlay }, format)
      : this.diagrams.drawProposal(actor, id, format);
  }

  private async sign(claims: Claims, seconds: number): Promise<SignedLink> {
    const [secret] = await loadSecrets(this.config, PURPOSE);
    const expires = Math.floor(Date.now() / 1000) + seconds;
    const link = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(PURPOSE)
      .setExpirationTime(expires)
      .sign(secret);
    return { link, expiresAt: new Date(expires * 1000) };
  }

  private async verify(link: string): Promise<Claims> {
    const options = { algorithms: [ALGORITHM], audience: PURPOSE, requiredClaims: ['exp'] };
    try {
      // What is signed with the secret was made above, so its claims are what they are said to be.
      const secrets = await loadSecrets(this.config, PURPOSE);
      return await tryKeys(
        secrets,
        async (secret) => (await jwtVerify<Claims>(link, secret, options)).payload,
      );
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw linkRefused('expired');
      if (error instanceof errors.JOSEError) throw linkRefused('wrong');
      throw error;
    }
  }
}
