import { conflict, forbidden, type DomainError, notFound } from '../kernel/errors/domain-error.js';

export const flowNotFound = (): DomainError => notFound('Flow');

export const flowVersionNotFound = (version: number): DomainError =>
  notFound(`Version ${version} of the flow`);

export const flowArchived = (flowId: string): DomainError =>
  conflict('flow_archived', 'The flow is archived and takes no further version', { flow_id: flowId });

/** It was put out of use on purpose, and would come back inside the other. */
export const absorbedArchived = (flowId: string): DomainError =>
  conflict(
    'flow_archived',
    'A second flow that this would take in is archived; restore it, or leave it out',
    {
      flow_id: flowId,
    },
  );

export const flowNotArchived = (flowId: string): DomainError =>
  conflict('flow_not_archived', 'The flow is in use; only an archived one can be restored', {
    flow_id: flowId,
  });

export const flowMerged = (flowId: string, mergedInto: string): DomainError =>
  conflict('flow_merged', 'Another flow holds all of it; revert the proposal that merged the two', {
    flow_id: flowId,
    merged_into: mergedInto,
  });

/** Somebody else published in the meantime. */
export const flowChanged = (flowId: string, base: number, current: number): DomainError =>
  conflict('flow_changed', `The flow moved from version ${base} to ${current}`, {
    flow_id: flowId,
    base_version: base,
    current_version: current,
  });

export const staysCritical = (): DomainError =>
  forbidden('Only an admin takes the mark of a critical flow away');
