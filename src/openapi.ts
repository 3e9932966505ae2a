import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { REQUEST_LIMITS } from './kernel/http/request-limits.js';
import { describeDefaults } from './kernel/openapi/describe-defaults.js';
import { describeFields } from './kernel/openapi/describe-fields.js';
import { describeParameters } from './kernel/openapi/describe-parameters.js';
import { describeProblems } from './kernel/openapi/describe-problems.js';
import { shareParts } from './kernel/openapi/share-parts.js';

const { depth, elements, members, checkedElements } = REQUEST_LIMITS;

/** The description of the API that Swagger UI shows and openapi.json holds. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('ResolutionFlow')
    .setDescription(
      'Turns resolved support sessions into reviewed troubleshooting flows. Press Authorize and paste a token or an ' +
        'API key; the account follows from it. Every error is an RFC 9457 problem document. A JSON body may be nested ' +
        `${depth} levels deep and hold ${elements} values, ${members} members an object; ${checkedElements} values beside a flow.`,
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token (JWT) or an API key' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return shareParts(describeFields(describeProblems(describeDefaults(describeParameters(document)))));
}
