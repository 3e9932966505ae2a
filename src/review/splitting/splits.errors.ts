import { invalid, notFound, type DomainError, type Fault } from '../../kernel/errors/domain-error.js';

export const badSelection = (faults: Fault[]): DomainError => invalid(faults);

export const noSuchSplit = (): DomainError => notFound('Split of the flow');
