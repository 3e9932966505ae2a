import { DomainError } from '../kernel/errors/domain-error.js';

/** It cannot be drawn in good time. */
export const diagramTooLarge = (nodes: number, edges: number): DomainError =>
  new DomainError({
    status: 422,
    code: 'diagram_too_large',
    title: 'Too large to draw',
    detail: `${nodes} nodes and ${edges} edges are too many to draw like this; ask for format=mermaid, or svg in place of png`,
    extra: { nodes, edges },
  });

export const drawingBusy = (): DomainError =>
  new DomainError({
    status: 503,
    code: 'drawing_busy',
    title: 'Drawing is busy',
    detail: 'Too many diagrams wait to be drawn; try again, or ask for format=mermaid',
  });

/** A link that shows nothing; that it has expired is said to who has one that was good. */
export const linkRefused = (why: 'expired' | 'wrong'): DomainError =>
  new DomainError({
    status: 403,
    code: why === 'expired' ? 'link_expired' : 'link_refused',
    title: 'The link shows nothing',
    detail:
      why === 'expired'
        ? 'The link has expired; whoever gave it can make another'
        : 'The link is not whole, or was made by somebody who has no access any more',
  });
