import { Matches } from 'class-validator';

/** A text with more in it than white space; with `each`, a list of such. */
export const NotBlank = (options: { each?: boolean } = {}): PropertyDecorator =>
  Matches(/\S/, { ...options, message: 'must not be blank' });
