import type { StoredEvent } from './event-type.js';

/** What a listener is told of one event; webhooks send the same. */
function messageOf({ type, createdAt, data }: StoredEvent): string {
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
}

/** What many streams are offered is written once. */
const written = new WeakMap<StoredEvent, string>();

/** An event as server-sent events have it. JSON has no line break in it, so one `data` line does. */
export function eventFrame(event: StoredEvent): string {
  const before = written.get(event);
  if (before !== undefined) return before;
  const frame = `id: ${event.position}\nevent: ${event.type}\ndata: ${messageOf(event)}\n\n`;
  written.set(event, frame);
  return frame;
}

/** Tells who resumes that events are missing, and where it goes on from here. */
export function resetFrame(position: number, reason: 'expired' | 'unknown'): string {
  return `id: ${position}\nevent: reset\ndata: ${JSON.stringify({ reason })}\n\n`;
}

/**
 * A comment, which listeners do not see. An id without data is no event either, but is what they resume from: one who
 * wants few types does not fall behind what is kept.
 */
export function heartbeatFrame(position: number): string {
  return `: heartbeat\nid: ${position}\n\n`;
}

/** The last words, and how many milliseconds to wait before coming back. */
export function closeFrame(reason: CloseReason, retryMs: number): string {
  return `retry: ${retryMs}\nevent: close\ndata: ${JSON.stringify({ reason })}\n\n`;
}

/** `credential`: it is no good any more; `shutdown`: the server is drained; `time`: the client wanted it no longer. */
export type CloseReason = 'credential' | 'shutdown' | 'time';
