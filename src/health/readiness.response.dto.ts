import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';

/** One part of the program: whether it works, and what else there is to know of it. */
class PartHealth {
  @ApiProperty({ enum: ['up', 'down'] })
  status!: 'up' | 'down';

  /** Whether the worker is in the process that answers */
  here?: boolean;

  message?: string;

  /** Of the migrations: those that have not run */
  missing?: string[];
}

const ALL_UP = {
  database: { status: 'up' },
  migrations: { status: 'up' },
  worker: { status: 'up', here: true },
};

const byPart = (description: string, example: object): MethodDecorator & PropertyDecorator =>
  ApiProperty({
    description,
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(PartHealth) },
    example,
  });

@ApiExtraModels(PartHealth)
@ApiSchema({ name: 'Readiness' })
export class ReadinessDto {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';

  @byPart('The parts that work', ALL_UP)
  info!: Record<string, object>;

  @byPart('The parts that do not, none where `status` is `ok`', {})
  error!: Record<string, object>;

  @byPart('All parts', ALL_UP)
  details!: Record<string, object>;
}

@ApiSchema({ name: 'Liveness' })
export class LivenessDto {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}
