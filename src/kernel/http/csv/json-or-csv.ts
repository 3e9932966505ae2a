import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblem } from '../../errors/api-problem.js';
import { notAcceptable } from '../../errors/not-acceptable.js';
import { preferredType } from './accept.js';
import type { TableFormat } from './json-or-csv.request.dto.js';

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv';
const TYPES = [JSON_TYPE, CSV_TYPE] as const;
export type TableType = (typeof TYPES)[number];

/** Describes figures that are answered as JSON, or as a table of comma-separated values. */
export const JsonOrCsv = (figures: Type<unknown>, csvExample: string): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(figures),
    ApiOkResponse({
      description: 'The figures',
      content: {
        [JSON_TYPE]: { schema: { $ref: getSchemaPath(figures) } },
        [CSV_TYPE]: { schema: { type: 'string' }, example: csvExample },
      },
    }),
    ApiProblem(406, 'not_acceptable'),
  );

/**
 * What to answer with: as the format says, which goes before the Accept header.
 * @throws DomainError 406
 */
export function tableType(format: TableFormat | undefined, accept: string | undefined): TableType {
  if (format) return format === 'csv' ? CSV_TYPE : JSON_TYPE;
  const type = preferredType(accept, TYPES);
  if (type === null) throw notAcceptable(TYPES);
  return type;
}

/** The body of the answer, whose headers are set; a table is saved under the name of the file. */
export function answerAs<T>(
  type: TableType,
  reply: FastifyReply,
  figures: T,
  table: { file: string; of: (figures: T) => string },
): T | string {
  void reply.header('vary', 'Accept').type(`${type}; charset=utf-8`);
  if (type === JSON_TYPE) return figures;
  void reply.header('content-disposition', `attachment; filename="${table.file}.csv"`);
  return table.of(figures);
}
