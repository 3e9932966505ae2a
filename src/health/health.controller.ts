import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { Public } from '../kernel/http/access.js';
import { HealthService } from './health.service.js';
import { LivenessDto, ReadinessDto } from './readiness.response.dto.js';

/** For whoever keeps the program running: open, and outside the versioned API. */
@ApiTags('health')
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly health: HealthService,
  ) {}

  /** Whether the process answers at all. */
  @Get('live')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Is the process alive?' })
  live(): LivenessDto {
    return { status: 'ok' };
  }

  /** Whether it can do its work: database, migrations, worker. */
  @Get('ready')
  @Public()
  // Its own description would have the error as the library's object, where it is a problem document here.
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  @ApiOperation({ summary: 'Can it do its work? (database, migrations, worker)' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiProblem(503, 'unavailable')
  ready(): Promise<HealthCheckResult> {
    return this.checks.check([
      () => this.health.database(),
      () => this.health.migrations(),
      () => this.health.worker(),
    ]);
  }
}
