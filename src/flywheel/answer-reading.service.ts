import { Injectable } from '@nestjs/common';
import type { FlowEdge } from '../flows/document/flow-document.js';
import type { AnswerReader } from '../l1-walks/walking/answer-reader.js';
import { TextCache } from '../search/text/analyse.js';
import { edgeOfAnswer } from './core/conditions/read-edge.js';

/** Answers are read as those of sessions are. */
@Injectable()
export class FlywheelAnswers implements AnswerReader {
  private readonly cache = new TextCache(5_000);

  read(question: string, answer: string, edges: readonly FlowEdge[]): FlowEdge | null {
    return edgeOfAnswer(question, answer, edges, this.cache);
  }
}
