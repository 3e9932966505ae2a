import { applyDecorators, Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
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
const SAFE = 'A text that does not fit into its box stands below the drawing by its number.';

/** What every diagram has in common. */
const IsDiagram = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Requires('viewer'),
    ApiOperation({ summary, description: `${description} ${SAFE}` }),
    ApiOkResponse({
      description: 'The diagram',
      content: {
        [MEDIA_TYPES.svg]: { schema: TEXT, example: EXAMPLE_SVG },
        [MEDIA_TYPES.png]: { schema: { ...TEXT, format: 'binary' } },
        [MEDIA_TYPES.mermaid]: { schema: TEXT, example: EXAMPLE_MERMAID },
      },
    }),
    ApiProblem(406, 'not_acceptable'),
    ApiProblem(503, 'drawing_busy'),
  );

@ApiTags('diagrams')
@ApiExtraModels(FlowExportDto)
@Controller({ version: '1' })
export class DiagramsController {
  constructor(private readonly diagrams: DiagramsService) {}

  @Get('flows/:id/diagram')
  @IsDiagram(
    'Draw a flow',
    'An overlay writes figures of walks into it, with a legend; a colour says what is so with 95 % certainty, so few walks have little colour.',
  )
  @ApiId('The flow')
  @ApiProblem(422, 'diagram_too_large')
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
    'The flow as it would be, with what is added, removed and changed in colours and marks of their own.',
  )
  @ApiId('The proposal')
  @ApiProblem(422, 'diagram_too_large')
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
    description: 'As JSON for other programs, as a Mermaid diagram, or as a runbook in Markdown.',
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
  @ApiProblem(406, 'not_acceptable')
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
