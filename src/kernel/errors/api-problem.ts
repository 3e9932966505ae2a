import { ApiResponse } from '@nestjs/swagger';

/**
 * Documents one error answer of a route. Several codes of one status are given by calling it once, comma-separated.
 * `describeProblems` finds them in the description, and completes it with their schemas and examples.
 */
export const ApiProblem = (
  status: number,
  code: string,
  description: string,
): MethodDecorator & ClassDecorator => ApiResponse({ status, description: `\`${code}\`: ${description}` });
