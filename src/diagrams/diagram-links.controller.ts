import { applyDecorators, Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Public, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { DiagramLinksService, type SignedLink } from './diagram-links.service.js';
import { DiagramLinkRequest, FlowDiagramLinkRequest, LinkedDiagramQuery } from './diagrams.request.dto.js';
import { DiagramLinkDto } from './diagrams.response.dto.js';
import { MEDIA_TYPES, type Rendition } from './rendition.js';
import { send } from './send-rendition.js';

const PATH = '/v1/diagrams/linked';

const MakesLink = (what: string, body: typeof DiagramLinkRequest): MethodDecorator =>
  applyDecorators(
    Requires('viewer'),
    ApiOperation({
      summary: `Make a link to the drawing of a ${what}`,
      description:
        'It shows this drawing as it is when it is opened, until it expires, and no longer than whoever made it has access.',
    }),
    ApiBody({ type: body, required: false, examples: { png: { value: { format: 'png' } } } }),
    ApiOkResponse({ type: DiagramLinkDto }),
  );

@ApiTags('diagrams')
@Controller({ version: '1' })
export class DiagramLinksController {
  constructor(private readonly links: DiagramLinksService) {}

  @Post('flows/:id/diagram/link')
  @HttpCode(200)
  @MakesLink('flow', FlowDiagramLinkRequest)
  @ApiId('The flow')
  async ofFlow(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowDiagramLinkRequest,
    @Req() request: FastifyRequest,
  ): Promise<DiagramLinkDto> {
    return answer(request, await this.links.ofFlow(actor, id, body));
  }

  @Post('proposals/:id/diagram/link')
  @HttpCode(200)
  @MakesLink('proposal', DiagramLinkRequest)
  @ApiId('The proposal')
  async ofProposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DiagramLinkRequest,
    @Req() request: FastifyRequest,
  ): Promise<DiagramLinkDto> {
    return answer(request, await this.links.ofProposal(actor, id, body));
  }

  @Get('diagrams/linked')
  @Public()
  @ApiOperation({
    summary: 'Open a link to a drawing',
    description: 'Takes no credential. Links are made by `POST` to `diagram/link` of a flow or a proposal.',
  })
  @ApiOkResponse({
    description: 'The diagram',
    content: {
      [MEDIA_TYPES.svg]: { schema: { type: 'string' } },
      [MEDIA_TYPES.png]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblem(403, 'link_expired', 'link_refused')
  @ApiProblem(404, 'not_found')
  @ApiProblem(422, 'diagram_too_large')
  @ApiProblem(503, 'drawing_busy')
  async open(
    @Query() { link }: LinkedDiagramQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rendition['content']> {
    const content = send(reply, await this.links.open(link), 'inline');
    void reply
      .header('cache-control', 'private, no-store')
      // Pages of other origins, such as a ticket system's, may show it.
      .header('cross-origin-resource-policy', 'cross-origin');
    return content;
  }
}

function answer({ protocol, host }: FastifyRequest, { link, expiresAt }: SignedLink): DiagramLinkDto {
  const path = `${PATH}?link=${link}`;
  return { url: `${protocol}://${host}${path}`, path, expires_at: expiresAt.toISOString() };
}
