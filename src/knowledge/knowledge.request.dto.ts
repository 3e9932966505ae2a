import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMinSize, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListOf } from '../kernel/http/list-of.js';
import { NotBlank } from '../kernel/http/text-rules.js';
import { PageQuery } from '../kernel/http/paging.js';
import { EXAMPLE_DOCUMENTS, EXAMPLE_RUNBOOK } from './knowledge.example.js';
import { KNOWLEDGE_LIMITS } from './knowledge-limits.js';
import { KNOWLEDGE_FORMATS, type KnowledgeFormat } from './reader/procedure.js';

@ApiSchema({ name: 'NewKnowledgeDocument' })
export class NewDocumentDto {
  @ApiProperty({
    minLength: 1,
    maxLength: KNOWLEDGE_LIMITS.name,
    description: 'What it is called, such as its path; a changed document comes under the same name',
    example: 'printing/blank-labels.md',
  })
  @IsString()
  @MaxLength(KNOWLEDGE_LIMITS.name)
  @Matches(/^(?!\s*$)[^\p{Cc}]+$/u, { message: 'name must not be blank or have control characters' })
  name: string;

  @ApiPropertyOptional({
    enum: KNOWLEDGE_FORMATS,
    enumName: 'KnowledgeFormat',
    description: 'Left out: told by the name or by how the content begins',
    example: 'markdown',
  })
  @IsOptional()
  @IsIn(KNOWLEDGE_FORMATS)
  format?: KnowledgeFormat;

  @ApiProperty({ maxLength: KNOWLEDGE_LIMITS.content, example: EXAMPLE_RUNBOOK })
  @IsString()
  @MaxLength(KNOWLEDGE_LIMITS.content)
  content: string;
}

@ApiSchema({ name: 'KnowledgeDocuments' })
export class DocumentsRequest {
  @ApiProperty({
    type: () => [NewDocumentDto],
    minItems: 1,
    maxItems: KNOWLEDGE_LIMITS.documents,
  })
  @ListOf(NewDocumentDto, KNOWLEDGE_LIMITS.documents)
  @ArrayMinSize(1)
  documents: NewDocumentDto[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: 100,
    description: 'Of the procedures that name none themselves',
    example: EXAMPLE_DOCUMENTS.problem_domain,
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @NotBlank()
  problem_domain?: string | null;
}

@ApiSchema({ name: 'KnowledgeImport' })
export class ImportRequest extends DocumentsRequest {
  @ApiPropertyOptional({
    default: false,
    description: 'true: write nothing and tell what would come of it, as `knowledge/preview` does',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  preview?: boolean;
}

export class DocumentListQuery extends PageQuery {
  @ApiPropertyOptional({
    maxLength: KNOWLEDGE_LIMITS.name,
    description: 'Exactly this name: each state of one document',
    example: 'printing/blank-labels.md',
  })
  @IsOptional()
  @IsString()
  @MaxLength(KNOWLEDGE_LIMITS.name)
  name?: string;
}
