import type { CurrentFlow, NextVersion } from '../../flows/flow.js';

type Names = Pick<CurrentFlow, 'title' | 'description'>;
/** What a publication changed of a flow's names, as the audit trail keeps it. */
export type Renaming = { [K in keyof Names]?: { from: Names[K]; to: Names[K] } };

const NAMES = ['title', 'description'] as const;

/** Names are no part of a version, so that only the audit trail remembers the former ones. */
export function renamingOf(current: Names, next: Pick<NextVersion, 'title' | 'description'>): Renaming {
  return Object.fromEntries(
    NAMES.filter((name) => next[name] !== undefined && next[name] !== current[name]).map((name) => [
      name,
      { from: current[name], to: next[name] },
    ]),
  );
}

/** The former names, where the flow still has those that the publication gave it. */
export function formerNames(current: Names, renamed: unknown): Partial<Names> {
  const { title, description } = isRenaming(renamed) ? renamed : {};
  return {
    ...(title?.to === current.title && { title: title.from }),
    ...(description && description.to === current.description && { description: description.from }),
  };
}

function isRenaming(value: unknown): value is Renaming {
  return typeof value === 'object' && value !== null;
}
