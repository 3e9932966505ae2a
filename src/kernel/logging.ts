import type { LoggerService } from '@nestjs/common';
import { LogController, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Config } from './config.js';
import { toLoggedError } from './errors/logged-error.js';

/** Where Nest tells of its own start: every module and route, of no use to whoever runs the program. */
const FRAMEWORK = new Set<unknown>([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Nest's logger as structured lines of JSON on the standard output. */
export class JsonLogger implements LoggerService {
  readonly lines: Logger;

  constructor(config: Config, destination?: pino.DestinationStream) {
    const options: pino.LoggerOptions = {
      level: config.LOG_LEVEL,
      base: { pid: process.pid },
      serializers: { err: (error: unknown) => toLoggedError(error) },
    };
    this.lines = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(FRAMEWORK.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest gives the context last; before it may come a text for the object logged, or the stack of an error. */
  private write(level: pino.Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const [second] = rest.slice(0, -1);
    if (message instanceof Error) {
      this.lines[level]({ context, err: message }, message.message);
    } else if (typeof message === 'object' && message !== null) {
      this.lines[level]({ context, ...message }, typeof second === 'string' ? second : undefined);
    } else {
      this.lines[level](
        { context, ...(typeof second === 'string' ? { stack: second } : {}) },
        String(message),
      );
    }
  }
}

/**
 * One line a request: method, path without the query, status, milliseconds and request id. Bodies, headers and query
 * texts stay out, since they hold transcripts and credentials.
 */
class RequestLog extends LogController {
  /** Said once, when it is answered. */
  override incomingRequest(): void {}

  override requestCompleted(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const [path = '/'] = request.url.split('?');
    if (path.startsWith('/health')) return;
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log[level]({ method: request.method, path, status: reply.statusCode, ms }, 'request');
  }
}

/** The same log as Fastify's own, for the options of the server. */
export function serverLog({
  lines,
}: JsonLogger): Pick<FastifyServerOptions, 'loggerInstance' | 'logController'> {
  return {
    // Where it listens is said to whoever starts the program, and not twice.
    loggerInstance: lines.child({}, lines.level === 'info' ? { level: 'warn' } : {}),
    logController: new RequestLog({ requestIdLogLabel: 'requestId' }),
  };
}
