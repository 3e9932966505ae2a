import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';

/** A list of at most `most` objects of a class; how long it is comes before what is in it. */
export const ListOf = (type: new () => object, most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    ValidateNested({ each: true }),
    Type(() => type),
  );
