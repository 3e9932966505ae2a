import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { NDJSON } from '../../kernel/http/ndjson-body.js';
import { EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import { AuditExportQuery } from './audit-export.request.dto.js';
import { AuditExport } from './audit-export.service.js';

const LINE = {
  at: '2026-03-02T13:05:44.871204+00:00',
  id: EXAMPLE_IDS.event,
  trail: 'proposal',
  proposal_id: EXAMPLE_IDS.proposal,
  flow_id: null,
  version: null,
  event: 'approved',
  from_status: 'pending',
  to_status: 'approved',
  actor_id: EXAMPLE_IDS.reviewer,
  actor_name: 'Priya Nair',
  notes: null,
  details: { flow_id: EXAMPLE_IDS.flow, version: 2 },
};

@ApiTags('review')
@Controller({ path: 'review/audit', version: '1' })
export class AuditExportController {
  constructor(private readonly audit: AuditExport) {}

  @Get()
  @Requires('admin')
  @Header('content-disposition', 'attachment; filename="audit.ndjson"')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Export the audit trail',
    description:
      'What happened to proposals, flows and the account itself, one JSON object a line, in the order in which it happened, all from the same moment. `trail` is `proposal`, `flow` or `account`; the latter tells of `settings_changed`, `removed_by_age` and `person_erased`. A transfer that ends without its last chunk is incomplete.',
  })
  @ApiProduces(NDJSON)
  @ApiOkResponse({
    content: { [NDJSON]: { schema: { type: 'string' }, example: `${JSON.stringify(LINE)}\n` } },
  })
  @ApiProblem(409, 'export_running')
  @ApiProblem(503, 'exports_busy')
  async export(@CurrentActor() actor: Actor, @Query() query: AuditExportQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.audit.begin(actor, query), { type: NDJSON });
  }
}
