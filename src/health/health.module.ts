import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { FrontDoorController } from './front-door.controller.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({
  imports: [TerminusModule],
  controllers: [FrontDoorController, HealthController],
  providers: [HealthService],
})
export class HealthModule {}
