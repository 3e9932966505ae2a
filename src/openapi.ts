import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from './accounts/access/sent-credential.js';
import { MESSAGES, TestMessage } from './events/account-event.dto.js';
import { ProblemDto } from './kernel/errors/problem.dto.js';
import { REQUEST_LIMITS } from './kernel/http/request-limits.js';
import { describeDefaults } from './kernel/openapi/describe-defaults.js';
import { describeFields } from './kernel/openapi/describe-fields.js';
import { describeParameters } from './kernel/openapi/describe-parameters.js';
import { describeProblems } from './kernel/openapi/describe-problems.js';
import { extendSchemas } from './kernel/openapi/extend-schemas.js';
import { shareParts } from './kernel/openapi/share-parts.js';
import { trimSchemas } from './kernel/openapi/trim-schemas.js';
import { PROBLEMS } from './problems.js';
import { describeWebhooks } from './webhooks/describe-webhooks.js';

const { depth, elements, members, checkedElements } = REQUEST_LIMITS;

/** Swagger UI shows them in this order, which is that of the work. */
const TAGS = {
  'ai-sessions':
    'Record a support session, or import many, and resolve it: the flywheel makes a proposal of it',
  review: 'Take the best proposal that waits, look at what it would publish, decide; undo, and look back',
  proposals: 'What the flywheel, or a person, proposes',
  flows: 'What is published: versions, evidence, figures, flags and verification',
  'l1-walks': 'Walk a published flow with a caller on the line, from its first question to its end',
  tickets: 'What was done for a ticket',
  diagrams: 'Flows and proposals to look at and to take along',
  knowledge: 'Make proposals of runbooks and flowcharts',
  events: 'Be told what happens, as it happens',
  webhooks: 'The same, posted to an address of yours',
  jobs: 'Long work: how far it is, and what went wrong',
  'sign-in': 'Sign a browser in and out',
  me: 'Whose credential this is, and where you are signed in',
  users: 'Who may do what',
  teams: 'Teams of the account',
  'api-keys': 'Credentials for other programs',
  account: 'How the account works; its export, and its end',
  health: 'For whoever keeps the program running',
};

const PROBLEM_CLASSES = Object.values(PROBLEMS).flatMap(([, ...classes]) => classes);

/** With it an event stream comes to its end, before which Swagger UI shows nothing of it. */
const SENT_AS_SHOWN = ['for_seconds'];

/** The description of the API that Swagger UI shows and openapi.json holds. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('ResolutionFlow')
    .setDescription(
      'Turns resolved support sessions into reviewed troubleshooting flows. Press Authorize and paste a token or an ' +
        'API key; the account follows from it. Every error is an RFC 9457 problem document. A JSON body may be nested ' +
        `${depth} levels deep and hold ${elements} values, ${members} members an object; ${checkedElements} values beside a flow.`,
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token (JWT) or an API key' })
    .addCookieAuth(
      SESSION_COOKIE,
      {
        type: 'apiKey',
        in: 'cookie',
        description:
          'A browser that is signed in. Every write takes X-CSRF-Token as well, which GET /v1/me tells',
      },
      'browser',
    );
  for (const [tag, description] of Object.entries(TAGS)) builder.addTag(tag, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: [ProblemDto, ...PROBLEM_CLASSES, ...MESSAGES, TestMessage],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const described = describeWebhooks(
    trimSchemas(describeFields(describeDefaults(describeParameters(document, SENT_AS_SHOWN)))),
  );
  return shareParts(extendSchemas(describeProblems(described, PROBLEMS)));
}
