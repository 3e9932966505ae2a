import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { JobDto } from '../jobs/jobs.response.dto.js';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { KnowledgeImports } from './knowledge-imports.service.js';
import { KnowledgeImportService } from './knowledge-import.service.js';
import { KNOWLEDGE_LIMITS } from './knowledge-limits.js';
import type { KnowledgeDocument } from './knowledge-outcome.js';
import { OutcomesDto, PreviewsDto } from './knowledge-outcome.response.dto.js';
import { EXAMPLE_DOCUMENTS } from './knowledge.example.js';
import { DocumentsRequest, ImportRequest } from './knowledge.request.dto.js';
import { ImportedDocumentPageDto } from './knowledge.response.dto.js';
import { guessFormat } from './reader/read-document.js';

const { atOnce } = KNOWLEDGE_LIMITS;
const EXAMPLES = { documents: { summary: 'A runbook and a flowchart', value: EXAMPLE_DOCUMENTS } };

const DESCRIPTION = `
Reads Markdown runbooks, Mermaid flowcharts and the JSON that this program exports. A document gives one flow for each
procedure in it; each becomes a session of origin kb_import and one proposal of source kb_accelerator. Where a flow or a
pending proposal is like it, the procedure is merged with that. The same content again changes nothing
(\`already_imported\`); a changed document under the same name changes what it became before. A document without a
procedure makes nothing, and the answer says why (\`no_procedure\`).

Up to ${atOnce.documents} documents of ${atOnce.characters} characters together are imported at once, each a transaction
of its own. More, up to ${KNOWLEDGE_LIMITS.documents}, become a job, which lists the documents without a procedure among
its faults; \`GET jobs/{id}/documents\` says what became of each.`;

@ApiTags('knowledge')
@ApiExtraModels(OutcomesDto, PreviewsDto)
@Controller({ version: '1' })
export class KnowledgeImportController {
  constructor(
    private readonly imports: KnowledgeImportService,
    private readonly imported: KnowledgeImports,
  ) {}

  @Post('knowledge/import')
  @Idempotent()
  @Requires('engineer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Import documents as proposals', description: DESCRIPTION.trim() })
  @ApiBody({ type: ImportRequest, examples: EXAMPLES })
  @ApiOkResponse({
    schema: { anyOf: [{ $ref: getSchemaPath(OutcomesDto) }, { $ref: getSchemaPath(PreviewsDto) }] },
  })
  @ApiAcceptedResponse({
    type: JobDto,
    description: 'They are many, and imported in the background',
    headers: { Location: { description: 'Where to watch the job', schema: { type: 'string' } } },
  })
  @ApiProblem(503, 'reader_busy')
  async import(
    @CurrentActor() actor: Actor,
    @Body() request: ImportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutcomesDto | PreviewsDto | JobDto> {
    if (request.preview === true)
      return { documents: await this.imports.preview(actor, documentsOf(request)) };
    const { outcomes, job } = await this.imports.import(actor, documentsOf(request));
    if (outcomes) return { documents: outcomes };
    void reply.status(202).header('location', `/v1/jobs/${job.id}`);
    return job;
  }

  @Post('knowledge/preview')
  @Requires('engineer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'See what would come of documents',
    description: `Nothing is written. Up to ${atOnce.documents} documents of ${atOnce.characters} characters together.`,
  })
  @ApiBody({ type: DocumentsRequest, examples: EXAMPLES })
  @ApiOkResponse({ type: PreviewsDto })
  @ApiProblem(503, 'reader_busy')
  async preview(@CurrentActor() actor: Actor, @Body() request: DocumentsRequest): Promise<PreviewsDto> {
    return { documents: await this.imports.preview(actor, documentsOf(request)) };
  }

  @Get('jobs/:id/documents')
  @Requires('viewer')
  @ApiId('The job')
  @ApiOperation({
    summary: 'See what became of each document of an import',
    description:
      'In the order of the request. While the job runs there may be more to come after the last page.',
  })
  @ApiOkResponse({ type: ImportedDocumentPageDto })
  documents(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<ImportedDocumentPageDto> {
    return this.imported.list(actor, id, query);
  }
}

function documentsOf({ documents, problem_domain }: DocumentsRequest): KnowledgeDocument[] {
  return documents.map(({ name, format, content }) => ({
    ...{ name, content, format: format ?? guessFormat(name, content) },
    problemDomain: problem_domain ?? null,
  }));
}
