import { ApiResponse } from '@nestjs/swagger';

/**
 * Documents the codes of an error answer of a route, all of one status by calling it once. `describeProblems` finds them in
 * the description, and says what they mean.
 */
export const ApiProblem = (status: number, ...codes: string[]): MethodDecorator & ClassDecorator =>
  ApiResponse({ status, description: codes.join(', ') });

/** The codes of an answer that `ApiProblem` documents; Nest puts what several decorators say of a status into paragraphs. */
export const codesOf = (description: string): string[] => [...new Set(description.split(/, |\n\n/))];
