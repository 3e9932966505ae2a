import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

interface Limits {
  least: number;
  most: number;
  fallback: number;
}

/** A whole number that an account has set. */
export const Setting = (limits: Limits, description: string): PropertyDecorator =>
  ApiProperty({
    ...{ type: 'integer', minimum: limits.least, maximum: limits.most },
    ...{ description, default: limits.fallback },
  });

/** A change of one; null goes back to the default. */
export const SettingPatch = (limits: Limits): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      ...{ type: 'integer', nullable: true, minimum: limits.least, maximum: limits.most },
    }),
    IsOptional(),
    IsInt(),
    Min(limits.least),
    Max(limits.most),
  );
