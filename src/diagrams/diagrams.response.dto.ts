import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { inReadingOrder } from '../flows/document/flow-document.js';
import type { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import type { FlowAtVersion } from './flow-at-version.js';

@ApiSchema({ name: 'FlowExport' })
export class FlowExportDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  title: string;

  description: string | null;

  problem_domain: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  flow_data: FlowDocumentDto;

  static from({
    flowId,
    title,
    description,
    problemDomain,
    version,
    document,
  }: FlowAtVersion): FlowExportDto {
    const flow_data = inReadingOrder(document);
    return { flow_id: flowId, title, description, problem_domain: problemDomain, version, flow_data };
  }
}

@ApiSchema({
  name: 'DiagramLink',
})
export class DiagramLinkDto {
  @ApiProperty({ format: 'uri' })
  url: string;

  /** The same without scheme and host */
  path: string;

  @ApiProperty({ format: 'date-time' })
  expires_at: string;
}
