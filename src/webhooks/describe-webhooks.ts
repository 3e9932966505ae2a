import { getSchemaPath, type OpenAPIObject, type ParameterObject } from '@nestjs/swagger';
import { MESSAGES, TestMessage } from '../events/account-event.dto.js';

const header = (name: string, description: string): ParameterObject => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** Describes what webhooks are sent, and under one name what every listener to events is told. */
export function describeWebhooks(document: OpenAPIObject): OpenAPIObject {
  const told = MESSAGES.map((message) => ({ $ref: getSchemaPath(message) }));
  return {
    ...document,
    webhooks: {
      event: {
        post: {
          operationId: 'Webhooks_event',
          tags: ['webhooks'],
          summary: 'What your address is sent',
          description:
            'In the form of Standard Webhooks; `POST /v1/webhooks` says how it is signed and repeated.',
          parameters: [
            header('webhook-id', 'The same at each attempt'),
            header('webhook-timestamp', 'When it was sent, in seconds since 1970'),
            header('webhook-signature', 'One or two signatures, separated by a space'),
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  oneOf: [
                    { $ref: '#/components/schemas/AccountEvent' },
                    { $ref: getSchemaPath(TestMessage) },
                  ],
                },
              },
            },
          },
          responses: {
            '2XX': { description: 'Taken. Anything else is tried again' },
            '410': { description: 'Not wanted any more: the webhook is switched off' },
          },
        },
      },
    },
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, AccountEvent: { oneOf: told } },
    },
  };
}
