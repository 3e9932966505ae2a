import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../kernel/config.js';
import { BundledEncoder } from './bundled-encoder.js';
import { EndpointEncoder } from './endpoint-encoder.js';
import { NoEncoder } from './no-encoder.js';
import { TextEncoder } from './text-encoder.js';
import { TextVectorEntity } from './text-vector.entity.js';
import { TextVectorsRepository } from './text-vectors.repository.js';
import { TextVectors } from './text-vectors.service.js';

/** What texts mean, beside their words. */
@Module({
  imports: [TypeOrmModule.forFeature([TextVectorEntity])],
  providers: [
    { provide: TextEncoder, useFactory: encoderOf, inject: [Config] },
    TextVectors,
    TextVectorsRepository,
  ],
  exports: [TextVectors],
})
export class EncodingModule {}

function encoderOf(config: Config): TextEncoder {
  const { TEXT_ENCODER: kind, TEXT_ENCODER_URL: url, TEXT_ENCODER_MODEL: model } = config;
  const { TEXT_ENCODER_KEY: key, TEXT_ENCODER_TIMEOUT_SECONDS: seconds } = config;
  if (kind === 'endpoint' && url && model) return new EndpointEncoder({ url, model, key, seconds });
  return kind === 'bundled' ? new BundledEncoder(seconds) : new NoEncoder();
}
