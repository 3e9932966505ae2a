import type { Response } from 'supertest';
import type { WalkDto } from '../../src/l1-walks/walks.response.dto.js';
import type { TestApp } from './app.js';

/** Walks flows over the API, always from the version that it saw last. */
export class Walker {
  walk: WalkDto;

  private constructor(
    private readonly test: TestApp,
    private readonly token: string,
    walk: WalkDto,
  ) {
    this.walk = walk;
  }

  static async start(test: TestApp, token: string, body: object): Promise<Walker> {
    const { body: walk } = await test.as(token).post('/v1/l1-walks').send(body).expect(201);
    return new Walker(test, token, walk as WalkDto);
  }

  answer(body: object = {}): Promise<WalkDto> {
    return this.change('answer', body);
  }

  /** Answers one after another; an empty text is an action that is done. */
  async follow(...conditions: string[]): Promise<WalkDto> {
    for (const condition of conditions) await this.answer(condition === '' ? {} : { condition });
    return this.walk;
  }

  back(body: object = {}): Promise<WalkDto> {
    return this.change('back', body);
  }

  deviate(body: object): Promise<WalkDto> {
    return this.change('deviate', body);
  }

  finish(body: object): Promise<WalkDto> {
    return this.change('finish', body);
  }

  confirm(): Promise<WalkDto> {
    return this.change('confirm', {});
  }

  reopen(): Promise<WalkDto> {
    return this.change('reopen', {});
  }

  /** The bare answer, of whatever status. */
  async try(verb: string, body: object, token = this.token): Promise<Response> {
    return this.test.as(token).post(`/v1/l1-walks/${this.walk.id}/${verb}`).send(body);
  }

  private async change(verb: string, body: object): Promise<WalkDto> {
    const answer = await this.try(verb, { version: this.walk.version, ...body });
    if (answer.status !== 200) throw new Error(`${verb} answered ${answer.status}: ${answer.text}`);
    return (this.walk = answer.body as WalkDto);
  }
}
