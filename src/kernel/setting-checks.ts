import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';

// What a setting takes; the message of each check says it to whoever set something else.

/** A whole number within both bounds; `zero` says what 0 stands for. */
export function WholeNumber(what: string, min: number, max: number, zero?: string): PropertyDecorator {
  const message = `${what}, a whole number from ${min} to ${max}${zero ? `, 0 for ${zero}` : ''}`;
  return all(
    Transform(({ value }: { value: string }) => (/^\d+$/.test(value) ? Number(value) : value)),
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
  );
}

export function TrueOrFalse(): PropertyDecorator {
  return all(
    Transform(({ value }: { value: string }) =>
      ['true', 'false'].includes(value) ? value === 'true' : value,
    ),
    IsBoolean({ message: 'true or false' }),
  );
}

/** Left out, or a text for which `test` is true and does not throw. */
export function Passing(message: string, test: (text: string) => boolean): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && succeeds(() => test(value));
  return all(IsOptional(), ValidateBy({ name: 'passing', validator: { validate } }, { message }));
}

/** Several decorators as one. */
export function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}

function succeeds(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}
