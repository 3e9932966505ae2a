import { applyDecorators } from '@nestjs/common';
import { ApiProblem } from './api-problem.js';

/** Documents the error answers that every route with a JSON body has. */
export function ApiBodyProblems(invalidDetail = '`errors` names each fault'): MethodDecorator {
  return applyDecorators(
    ApiProblem(400, 'malformed', 'The body is not JSON'),
    ApiProblem(413, 'too_large', 'The body is larger than the server takes'),
    ApiProblem(415, 'unsupported_media_type', 'The body is not sent as application/json'),
    ApiProblem(422, 'invalid', invalidDetail),
  );
}
