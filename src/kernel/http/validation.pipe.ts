import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { invalid } from '../errors/domain-error.js';
import { splitBody } from './body-shape.js';
import { toFaults } from './validation-faults.js';

/** Validates every body and query against its class; what the class does not name is refused. */
@Injectable()
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      // The faults tell what is missing by it; no answer holds it.
      validationError: { target: false, value: true },
      exceptionFactory: (errors: ValidationError[]) => invalid(toFaults(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'body' || !metatype || value === undefined || !this.toValidate(metadata))
      return super.transform(value, metadata);
    const { described, asSent } = splitBody(metatype, value);
    const body: unknown = await super.transform(described, metadata);
    return Object.assign(body as object, asSent);
  }
}
