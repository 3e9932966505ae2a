import { Controller, Get, Header, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { sentCredential } from '../accounts/access/sent-credential.js';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { invalid } from '../kernel/errors/domain-error.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { EventHub } from './event-hub.service.js';
import { EVENT_TYPES_EXPLAINED } from './event-type.js';
import { EVENTS_EXAMPLE } from './events.example.js';
import { EVENT_ID, EventStreamQuery } from './events.request.dto.js';

const EVENT_STREAM = 'text/event-stream';
/** Each `data` of the stream; JSON Schema says so of a text that holds JSON. */
const FRAMES = {
  type: 'string',
  contentMediaType: 'application/json',
  contentSchema: { $ref: '#/components/schemas/AccountEvent' },
};

@ApiTags('events')
@Controller({ path: 'events', version: '1' })
export class EventsController {
  constructor(private readonly hub: EventHub) {}

  @Get()
  @Requires('viewer')
  @Header('cache-control', 'no-store')
  // Ends with the stream, so that an open one cannot keep a server from stopping.
  @Header('connection', 'close')
  // Proxies that hold answers back would hold this one back for ever.
  @Header('x-accel-buffering', 'no')
  @ApiOperation({
    summary: 'Listen to what happens in your account',
    description: `Server-sent events, as they happen, from any process of the program. Each has an \`id\`; come back with the last one as \`Last-Event-ID\` and it goes on right after it, nothing lost and nothing twice. Without it, the stream begins now. Members of \`data\` that have no value are left out.

Where events after that id may have been cleared away (\`EVENT_DAYS\`, 7 days), or the id is of no event, the stream begins with an event \`reset\` (\`reason\`: \`expired\` or \`unknown\`): read anew what you show. An event \`close\` says why the server ends the stream: \`credential\` when it is revoked or expired, or its browser signed out, \`shutdown\` when you should come back, \`time\` when \`for_seconds\` are over.

A browser's \`EventSource\` sends the cookie of a browser session, but no other credential; with one, read the answer with \`fetch\`. Swagger UI shows an answer when it has come to its end, and so fills in \`for_seconds\`; leave it out to listen on.

${EVENT_TYPES_EXPLAINED}`,
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The `id` that you saw last',
    schema: { type: 'string', pattern: EVENT_ID.source },
  })
  @ApiProduces(EVENT_STREAM)
  @ApiOkResponse({
    description: 'Goes on until one of both ends it',
    content: { [EVENT_STREAM]: { schema: FRAMES, example: EVENTS_EXAMPLE } },
  })
  @ApiProblem(429, 'too_many_streams')
  @ApiProblem(503, 'streams_busy')
  async listen(
    @CurrentActor() actor: Actor,
    @Query() { types, last_event_id, for_seconds }: EventStreamQuery,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const after = readEventId(request.headers['last-event-id']?.toString() ?? last_event_id);
    const stream = await this.hub.open(actor, {
      credential: sentCredential(request) ?? '',
      after,
      types: types ?? null,
      seconds: for_seconds ?? null,
    });
    return new StreamableFile(stream, { type: EVENT_STREAM });
  }
}

/** @throws DomainError 422 */
function readEventId(text: string | undefined): number | null {
  if (!text) return null;
  if (!EVENT_ID.test(text)) {
    throw invalid([{ pointer: '/last_event_id', detail: 'must be the id of an event' }]);
  }
  return Number(text);
}
