import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { MODEL_TASKS, type ModelTask } from '../../accounts/settings/model-settings.js';
import { MODEL_FAULTS, type ModelFaultCode } from '../language-model.js';
import { MODEL_CALL_STATUSES, type ModelCallStatus } from './model-call.js';
import type { ModelCallRow, ModelSums, MonthSums } from './model-calls.view.js';

const COST = {
  description: "In the currency of the operator's prices; where nobody knows, the most that it may have cost",
  example: 0.000318,
} as const;

@ApiSchema({ name: 'ModelCall' })
export class ModelCallDto implements ModelCallRow {
  @ApiProperty({ format: 'uuid', example: '0199c2f7-2b3c-7d4e-9f5a-6b7c8d9e0f1a' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description: 'For which it was asked',
    example: '0199c2f4-0d1e-7f20-8a3b-4c5d6e7f8091',
  })
  session_id: string;

  @ApiProperty({ enum: MODEL_TASKS, enumName: 'ModelTask', example: 'steps' })
  task: ModelTask;

  @ApiProperty({ example: 'small-instruct' })
  model: string;

  @ApiProperty({ enum: MODEL_CALL_STATUSES, enumName: 'ModelCallStatus', example: 'answered' })
  status: ModelCallStatus;

  @ApiProperty({
    type: String,
    enum: MODEL_FAULTS,
    enumName: 'ModelFault',
    nullable: true,
    description: 'Why it came to nothing',
    example: null,
  })
  fault: ModelFaultCode | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'As the service counted; null where it did not say',
    example: 812,
  })
  input_tokens: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 327 })
  output_tokens: number | null;

  @ApiProperty(COST)
  cost: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null while it runs', example: 2140 })
  duration_ms: number | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T13:05:44.902Z' })
  created_at: Date;
}

@ApiSchema({ name: 'ModelSums' })
export class ModelSumsDto implements ModelSums {
  @ApiProperty({ type: 'integer', example: 41 })
  calls: number;

  @ApiProperty({ type: 'integer', description: 'Of these', example: 2 })
  failed: number;

  @ApiProperty({ type: 'integer', example: 33_240 })
  input_tokens: number;

  @ApiProperty({ type: 'integer', example: 11_870 })
  output_tokens: number;

  @ApiProperty({ ...COST, example: 0.012108 })
  cost: number;

  @ApiProperty({ description: 'That the calls took together', example: 88.21 })
  seconds: number;

  static of({ calls, failed, input_tokens, output_tokens, cost, seconds }: ModelSums): ModelSumsDto {
    return { calls, failed, input_tokens, output_tokens, cost, seconds };
  }
}

@ApiSchema({ name: 'ModelTaskSums' })
export class ModelTaskSumsDto extends ModelSumsDto {
  @ApiProperty({ enum: MODEL_TASKS, enumName: 'ModelTask', example: 'steps' })
  task: ModelTask;
}

@ApiSchema({ name: 'ModelMonth' })
export class ModelMonthDto extends ModelSumsDto {
  @ApiProperty({ description: 'In UTC', example: '2026-03' })
  month: string;

  @ApiProperty({ type: () => [ModelTaskSumsDto] })
  tasks: ModelTaskSumsDto[];

  static from(rows: readonly MonthSums[]): ModelMonthDto[] {
    const wholes = rows.filter(({ task }) => task === null);
    return wholes.map((whole) => ({
      month: whole.month,
      ...ModelSumsDto.of(whole),
      tasks: rows.flatMap((row) =>
        row.month === whole.month && row.task !== null ? [{ task: row.task, ...ModelSumsDto.of(row) }] : [],
      ),
    }));
  }
}

@ApiSchema({ name: 'ModelUse' })
export class ModelUseDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The model that whoever operates the program has configured; null where there is none',
    example: 'small-instruct',
  })
  model: string | null;

  @ApiProperty({ description: 'The setting language_model_enabled', example: true })
  enabled: boolean;

  @ApiProperty({ description: 'The setting language_model_budget, of this month', example: 10 })
  budget: number;

  @ApiProperty({ ...COST, description: 'Of the budget', example: 0.012108 })
  spent: number;

  @ApiProperty({ description: 'The most that calls may cost which are under way', example: 0 })
  held: number;

  @ApiProperty({ type: () => [ModelMonthDto], description: 'The newest first, for 400 days' })
  months: ModelMonthDto[];
}

@ApiSchema({ name: 'ProposalModelCalls' })
export class ProposalModelCallsDto {
  @ApiProperty({ type: () => ModelSumsDto })
  sums: ModelSumsDto;

  @ApiProperty({ type: () => [ModelCallDto], description: 'The newest first, 100 at most' })
  items: ModelCallDto[];
}
