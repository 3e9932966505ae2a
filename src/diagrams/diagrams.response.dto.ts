import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import type { FlowAtVersion } from './flow-at-version.js';

@ApiSchema({ name: 'FlowExport' })
export class FlowExportDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'A shared network printer is offline for everybody.',
  })
  description: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({ type: () => FlowDocumentDto })
  flow_data: FlowDocumentDto;

  static from({
    flowId,
    title,
    description,
    problemDomain,
    version,
    document,
  }: FlowAtVersion): FlowExportDto {
    const { schema_version, entries, nodes, edges } = document;
    const flow_data = { schema_version, entries, nodes, edges };
    return { flow_id: flowId, title, description, problem_domain: problemDomain, version, flow_data };
  }
}

@ApiSchema({
  name: 'DiagramLink',
})
export class DiagramLinkDto {
  @ApiProperty({
    format: 'uri',
    example: 'http://127.0.0.1:3000/v1/diagrams/linked?link=eyJhbGciOiJIUzI1NiJ9.eyJraW5k...',
  })
  url: string;

  @ApiProperty({
    description: 'The same without scheme and host',
    example: '/v1/diagrams/linked?link=eyJhbGciOiJIUzI1NiJ9.eyJraW5k...',
  })
  path: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-02T09:20:11Z' })
  expires_at: string;
}
