import { conflict, notFound, type DomainError } from '../kernel/errors/domain-error.js';

export const webhookNotFound = (): DomainError => notFound('Webhook');
export const deliveryNotFound = (): DomainError => notFound('Delivery');

export const tooManyWebhooks = (most: number): DomainError =>
  conflict('too_many_webhooks', `The account has ${most} webhooks, which is as many as it may; delete one`);

export const webhookInactive = (): DomainError =>
  conflict('webhook_inactive', 'The webhook is switched off; set active to true first');
