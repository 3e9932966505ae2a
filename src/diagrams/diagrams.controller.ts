import { applyDecorators, Controller, Get, Headers, Query, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
  ApiExtraModels,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { EXAMPLE_MARKDOWN, EXAMPLE_MERMAID, EXAMPLE_SVG } from './diagrams.example.js';
import { DiagramQuery, FlowDrawingQuery, FlowExportQuery } from './diagrams.request.dto.js';
import { FlowExportDto } from './diagrams.response.dto.js';
import { DiagramsService } from './diagrams.service.js';
import { DIAGRAM_FORMATS, EXPORT_FORMATS, formatOf, MEDIA_TYPES, type Rendition } from './rendition.js';
import { send } from './send-rendition.js';

const TEXT = { type: 'string' } as const;
const SAFE =
  'A text that does not fit into its box stands below the drawing by its number. Texts of users are escaped: none becomes markup. An SVG carries no script, style sheet, link or image, and its answer a policy that allows none.';

/** What every diagram has in common. */
const IsDiagram = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Requires('viewer'),
    ApiOperation({ summary, description: `${description} ${SAFE}` }),
    ApiHeader({
      name: 'accept',
      required: false,
      description: 'image/svg+xml, image/png, text/vnd.mermaid or text/plain',
      schema: { type: 'string', example: MEDIA_TYPES.svg },
    }),
    ApiOkResponse({
      description: 'The diagram',
      content: {
        [MEDIA_TYPES.svg]: { schema: TEXT, example: EXAMPLE_SVG },
        [MEDIA_TYPES.png]: { schema: { ...TEXT, format: 'binary' } },
        [MEDIA_TYPES.mermaid]: { schema: TEXT, example: EXAMPLE_MERMAID },
      },
    }),
    ApiProblem(406, 'not_acceptable', 'The Accept header takes none of the formats (`offers`)'),
    ApiProblem(503, 'drawing_busy', 'Too many diagrams wait to be drawn'),
  );

@ApiTags('diagrams')
@ApiExtraModels(FlowExportDto)
@Controller({ version: '1' })
export class DiagramsController {
  constructor(private readonly diagrams: DiagramsService) {}

  @Get('flows/:id/diagram')
  @IsDiagram(
    'Draw a flow',
    'Questions, actions, information, resolutions and escalations have shapes of their own; conditions are at the edges. An overlay writes figures of walks into it, with a legend and colours that colour-blind people tell apart; a colour says what is so with 95 % certainty, so few walks have little colour.',
  )
  @ApiId('The flow')
  @ApiProblem(404, 'not_found', 'The account has no such flow, or the flow no such version')
  @ApiProblem(
    422,
    'invalid, diagram_too_large',
    'The id is no UUID, or a query parameter is wrong; too many nodes or edges to draw (ask for Mermaid)',
  )
  async flow(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlowDrawingQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rendition['content']> {
    const format = formatOf(query.format, accept, DIAGRAM_FORMATS);
    return send(reply, await this.diagrams.drawFlow(actor, id, query, format), 'inline');
  }

  @Get('proposals/:id/diagram')
  @IsDiagram(
    'Draw what a proposal would change',
    'The flow as it would be, with what is added, removed and changed in colours and marks of their own and a legend that counts them. A new flow is added as a whole.',
  )
  @ApiId('The proposal')
  @ApiProblem(404, 'not_found', 'The account has no such proposal')
  @ApiProblem(
    422,
    'invalid, diagram_too_large',
    'The id is no UUID, or the format is unknown; too many nodes or edges to draw (ask for Mermaid)',
  )
  async proposal(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: DiagramQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rendition['content']> {
    const format = formatOf(query.format, accept, DIAGRAM_FORMATS);
    return send(reply, await this.diagrams.drawProposal(actor, id, format), 'inline');
  }

  @Get('flows/:id/export')
  @Requires('viewer')
  @ApiId('The flow')
  @ApiOperation({
    summary: 'Export a flow as a file',
    description:
      'As JSON for other programs, as a Mermaid diagram, or as a runbook in Markdown whose steps are numbered and link to each other. `Content-Disposition` names the file.',
  })
  @ApiHeader({
    name: 'accept',
    required: false,
    description: 'application/json, text/vnd.mermaid, text/plain or text/markdown',
    schema: { type: 'string', example: MEDIA_TYPES.json },
  })
  @ApiOkResponse({
    description: 'The file',
    headers: {
      'content-disposition': {
        schema: TEXT,
        example: 'attachment; filename="network-printer-shows-as-offline-v2.md"',
      },
    },
    content: {
      [MEDIA_TYPES.json]: { schema: { $ref: getSchemaPath(FlowExportDto) } },
      [MEDIA_TYPES.mermaid]: { schema: TEXT, example: EXAMPLE_MERMAID },
      [MEDIA_TYPES.markdown]: { schema: TEXT, example: EXAMPLE_MARKDOWN },
    },
  })
  @ApiProblem(404, 'not_found', 'The account has no such flow, or the flow no such version')
  @ApiProblem(406, 'not_acceptable', 'The Accept header takes none of the formats (`offers`)')
  async export(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FlowExportQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Rendition['content']> {
    const format = formatOf(query.format, accept, EXPORT_FORMATS);
    return send(reply, await this.diagrams.exportFlow(actor, id, query.version, format), 'attachment');
  }
}
