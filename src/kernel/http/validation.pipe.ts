import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalid, type Fault } from '../errors/domain-error.js';
import { memberPointer } from '../errors/json-pointer.js';

/** Every constraint that failed, with the JSON pointer of the property that it failed on. */
export function toFaults(errors: ValidationError[], parent = ''): Fault[] {
  return errors.flatMap((error) => {
    const pointer = memberPointer(parent, error.property);
    const own = Object.values(error.constraints ?? {}).map((detail) => ({
      pointer,
      detail: detail.startsWith(`${error.property} `) ? detail.slice(error.property.length + 1) : detail,
    }));
    return [...own, ...toFaults(error.children ?? [], pointer)];
  });
}

/** Validates every body and query against its class; what the class does not name is refused. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors: ValidationError[]) => invalid(toFaults(errors)),
  });
}
