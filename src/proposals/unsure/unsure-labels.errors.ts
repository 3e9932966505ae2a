import { conflict, type DomainError } from '../../kernel/errors/domain-error.js';
import { UnsureLabelDto } from './unsure-labels.dto.js';
import type { OpenLabel } from './unsure-labels.js';

const SHOWN_LABELS = 50;

/** Nobody has said what these labels are. */
export const unsureLabels = (proposalId: string, open: readonly OpenLabel[]): DomainError =>
  conflict(
    'unsure_labels',
    'No answer clearly said these labels; name or confirm each with labels of approve',
    {
      proposal_id: proposalId,
      unsure_labels_total: open.length,
      unsure_labels: open.slice(0, SHOWN_LABELS).map((label) => UnsureLabelDto.from(label)),
    },
  );
