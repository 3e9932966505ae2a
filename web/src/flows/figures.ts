import { flowsTexts } from '../texts/flows-texts.js';
import { shareText } from '../ui/share.js';
import type { NodeFigures } from './flows.queries.js';

const MINUTE = 60;

export function durationText(seconds: number): string {
  return seconds < MINUTE
    ? flowsTexts.seconds(Math.round(seconds))
    : flowsTexts.minutes(Math.round(seconds / MINUTE));
}

/** What stands beside each step of a flow that somebody walked, by its id. */
export function notesOf(
  figures: readonly NodeFigures[],
  overlay: 'traffic' | 'success',
): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (const { node_id, walks, drop_offs, median_seconds, success } of figures) {
    if (walks === 0) continue;
    const said =
      overlay === 'success'
        ? [success === null ? flowsTexts.noChange : flowsTexts.succeeded(shareText(success.share))]
        : [
            flowsTexts.walks(walks),
            ...(median_seconds === null ? [] : [flowsTexts.medianTime(durationText(median_seconds))]),
            ...(drop_offs === 0 ? [] : [flowsTexts.dropOffs(drop_offs)]),
          ];
    notes.set(node_id, said.join(' · '));
  }
  return notes;
}

/** Steps in which every word that somebody looks for is to be found. */
export function stepsWith(
  words: string,
  nodes: readonly { id: string; text: string }[],
): ReadonlySet<string> {
  const wanted = words
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return new Set();
  const found = nodes.filter(({ text }) => {
    const lower = text.toLocaleLowerCase();
    return wanted.every((word) => lower.includes(word));
  });
  return new Set(found.map(({ id }) => id));
}
