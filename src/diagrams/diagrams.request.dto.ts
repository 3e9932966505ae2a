import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { MAX_VERSION } from '../flows/version.pipe.js';
import { DIAGRAM_FORMATS, EXPORT_FORMATS, type DiagramFormat, type ExportFormat } from './rendition.js';

export class DiagramQuery {
  @ApiPropertyOptional({
    enum: DIAGRAM_FORMATS,
    enumName: 'DiagramFormat',
    description: 'Goes before the Accept header; without either it is svg.',
    example: 'svg',
  })
  @IsOptional()
  @IsIn(DIAGRAM_FORMATS)
  format?: DiagramFormat;
}

export class FlowDiagramQuery extends DiagramQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'The current one by default',
    example: 1,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version?: number;
}

export const OVERLAYS = ['traffic', 'success'] as const;
export type Overlay = (typeof OVERLAYS)[number];

export class FlowDrawingQuery extends FlowDiagramQuery {
  @ApiPropertyOptional({
    enum: OVERLAYS,
    enumName: 'DiagramOverlay',
    description:
      'What the walks of the version came to: traffic (how many came by, how long they stayed and where they left) or success (the share of those that came by)',
    example: 'traffic',
  })
  @IsOptional()
  @IsIn(OVERLAYS)
  overlay?: Overlay;
}

export class FlowExportQuery {
  @ApiPropertyOptional({
    enum: EXPORT_FORMATS,
    enumName: 'ExportFormat',
    description: 'Goes before the Accept header; without either it is json.',
    example: 'markdown',
  })
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  format?: ExportFormat;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'The current one by default',
    example: 1,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version?: number;
}
