import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import {
  MODEL_BUDGET,
  MODEL_TASKS,
  type ModelSettings,
  type ModelSettingsPatch,
  type ModelTask,
} from './model-settings.js';
import { VerificationSettingsDto, VerificationSettingsPatchDto } from './verification-settings.dto.js';

const BUDGET = { minimum: MODEL_BUDGET.least, maximum: MODEL_BUDGET.most } as const;

export class ModelSettingsPatchDto extends VerificationSettingsPatchDto implements ModelSettingsPatch {
  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  language_model_enabled?: boolean | null;

  @ApiPropertyOptional({
    enum: MODEL_TASKS,
    enumName: 'ModelTask',
    isArray: true,
    nullable: true,
    maxItems: MODEL_TASKS.length,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MODEL_TASKS.length)
  @ArrayUnique()
  @IsIn(MODEL_TASKS, { each: true })
  language_model_tasks?: ModelTask[] | null;

  @ApiPropertyOptional({ ...BUDGET, type: Number, nullable: true, multipleOf: 0.01 })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: MODEL_BUDGET.decimals })
  @Min(MODEL_BUDGET.least)
  @Max(MODEL_BUDGET.most)
  language_model_budget?: number | null;
}

export class ModelSettingsDto extends VerificationSettingsDto {
  @ApiProperty({
    description:
      'Whether the language model of whoever operates the program is asked, where there is one. What sessions say leaves the program then, without what is private',
    default: false,
  })
  language_model_enabled: boolean;

  @ApiProperty({
    enum: MODEL_TASKS,
    enumName: 'ModelTask',
    isArray: true,
    description:
      'steps: of transcripts that rules read poorly; labels: of answers that nobody said clearly; title: and description of new flows; same_problem: a second opinion, which can only ask for review',
    default: MODEL_TASKS,
  })
  language_model_tasks: ModelTask[];

  @ApiProperty({
    ...BUDGET,
    description:
      "What may be spent on it in a calendar month (UTC), in the currency of the operator's prices; 0: nothing is asked",
    default: MODEL_BUDGET.fallback,
  })
  language_model_budget: number;
}

export function modelSettings({
  languageModelEnabled,
  languageModelTasks,
  languageModelBudget,
}: ModelSettings): Pick<ModelSettingsDto, keyof ModelSettingsPatch> {
  return {
    language_model_enabled: languageModelEnabled,
    language_model_tasks: languageModelTasks,
    language_model_budget: languageModelBudget,
  };
}
