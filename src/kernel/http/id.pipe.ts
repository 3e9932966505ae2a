import { applyDecorators, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ApiProblem } from '../errors/api-problem.js';
import { invalid } from '../errors/domain-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

@Injectable()
class UuidPipe implements PipeTransform<string, string> {
  constructor(private readonly name: string) {}

  transform(value: string): string {
    if (!isUuid(value)) throw invalid([{ pointer: `/${this.name}`, detail: 'must be a UUID' }]);
    return value.toLowerCase();
  }
}

/** The path's id, checked to be a UUID. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, new UuidPipe(name));

/** Describes the path's id in Swagger UI, and the answer where the account has nothing of that id. */
export const ApiId = (description: string, name = 'id'): MethodDecorator =>
  applyDecorators(ApiParam({ name, format: 'uuid', description }), ApiProblem(404, 'not_found'));
