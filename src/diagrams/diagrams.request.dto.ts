import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
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

export const LINK_FORMATS = ['svg', 'png'] as const;
export type LinkFormat = (typeof LINK_FORMATS)[number];

const LINK_SECONDS = { least: 10, usual: 300, most: 3_600 };

export class DiagramLinkRequest {
  @ApiPropertyOptional({
    enum: LINK_FORMATS,
    enumName: 'LinkFormat',
    example: 'png',
  })
  @IsOptional()
  @IsIn(LINK_FORMATS)
  format: LinkFormat = 'svg';

  @ApiPropertyOptional({
    type: 'integer',
    minimum: LINK_SECONDS.least,
    maximum: LINK_SECONDS.most,
    description: `For how many seconds the link is good; ${LINK_SECONDS.usual} by default`,
    example: LINK_SECONDS.usual,
  })
  @IsOptional()
  @IsInt()
  @Min(LINK_SECONDS.least)
  @Max(LINK_SECONDS.most)
  expires_in: number = LINK_SECONDS.usual;
}

export class FlowDiagramLinkRequest extends DiagramLinkRequest {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'By default the one that is current when the link is opened',
    example: 1,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  version?: number;

  @ApiPropertyOptional({ enum: OVERLAYS, enumName: 'DiagramOverlay', example: 'traffic' })
  @IsOptional()
  @IsIn(OVERLAYS)
  overlay?: Overlay;
}

export class LinkedDiagramQuery {
  @ApiProperty({ description: 'As the link has it', maxLength: 2_000 })
  @IsString()
  @MaxLength(2_000)
  link: string;
}
