import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AccountExportService } from './account-export.service.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('account')
@Controller({ path: 'account/export', version: '1' })
export class AccountExportController {
  constructor(private readonly exports: AccountExportService) {}

  @Get()
  @Requires('admin')
  @Header('content-disposition', 'attachment; filename="account.ndjson"')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Export all data of your account',
    description:
      'One JSON object a line, all from the same moment: first the schema version, the account and the time, then ' +
      'every row of every table as `{"table", "row"}`, and at the end `{"end": {"rows"}}` with their number. Secrets are ' +
      'left out. The answer is streamed; without its last line it is incomplete. `npm run account:import` takes it.',
  })
  @ApiProduces(NDJSON)
  @ApiOkResponse({
    content: {
      [NDJSON]: {
        schema: { type: 'string' },
        example:
          '{"schema_version":"CreateBaseline1795478400000","account":{"id":"0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f",' +
          '"name":"Larkfield IT","slug":"larkfield-it"},"exported_at":"2026-03-02T09:14:07.412Z"}\n' +
          '{"table":"teams","row":{"id":"0199c2f1-0000-7000-8000-000000000001","name":"Service desk"}}\n{"end":{"rows":1}}\n',
      },
    },
  })
  @ApiProblem(409, 'export_running')
  @ApiProblem(503, 'exports_busy')
  async export(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    return new StreamableFile(await this.exports.begin(actor), { type: NDJSON });
  }
}
