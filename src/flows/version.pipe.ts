import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalid } from '../kernel/errors/domain-error.js';

/** The largest number that the column holds. */
export const MAX_VERSION = 2_147_483_647;

/** The version number of a path. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const version = /^\d{1,10}$/.test(value) ? Number(value) : 0;
    if (version >= 1 && version <= MAX_VERSION) return version;
    throw invalid([{ pointer: '/version', detail: 'must be a version number, from 1 on' }]);
  }
}
