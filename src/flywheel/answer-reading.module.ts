import { Global, Module } from '@nestjs/common';
import { AnswerReader } from '../l1-walks/walking/answer-reader.js';
import { FlywheelAnswers } from './answer-reading.service.js';

/** Gives walks the flywheel's reading of answers, without their knowing the flywheel. */
@Global()
@Module({
  providers: [{ provide: AnswerReader, useClass: FlywheelAnswers }],
  exports: [AnswerReader],
})
export class AnswerReadingModule {}
