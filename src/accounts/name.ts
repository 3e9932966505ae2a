import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Length, Matches } from 'class-validator';

export const MAX_NAME_LENGTH = 200;

const ONE_LINE = /^\P{Cc}*$/u;

export const NAME_RULE = `must be one line of 1 to ${MAX_NAME_LENGTH} characters`;

/** Whether a text can name an account, a team, a user or a key. */
export function isName(text: string): boolean {
  return text.trim() !== '' && [...text].length <= MAX_NAME_LENGTH && ONE_LINE.test(text);
}

/** A name in a request: spaces around it are cut off, then it is one line of 1 to 200 characters. */
export function IsName(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(),
    Length(1, MAX_NAME_LENGTH),
    Matches(ONE_LINE, { message: '$property must be one line' }),
  );
}
