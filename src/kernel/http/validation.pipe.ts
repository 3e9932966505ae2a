import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type Fault, invalid } from '../errors/domain-error.js';
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
    const { described, asSent, misshapen } = splitBody(metatype, value);
    try {
      const body: unknown = await super.transform(described, metadata);
      if (misshapen.length === 0) return Object.assign(body as object, asSent);
    } catch (error) {
      if (misshapen.length === 0 || !(error instanceof DomainError)) throw error;
      throw invalid(
        [...misshapen, ...(error.errors ?? []).filter((fault) => !isWithin(fault, misshapen))],
        undefined,
        error.moreErrors,
      );
    }
    throw invalid(misshapen);
  }
}

/** Whether it is about what stands in the place of something misshapen. */
const isWithin = ({ pointer }: Fault, misshapen: readonly Fault[]): boolean =>
  misshapen.some((shape) => pointer === shape.pointer || pointer.startsWith(`${shape.pointer}/`));
