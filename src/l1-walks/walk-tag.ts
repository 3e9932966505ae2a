import { TakesIfMatch } from '../kernel/http/etag/etag.decorators.js';

/** Who changes a walk has to have seen its version. */
export const walkState = ({ version }: { version: number }): string => String(version);

export const taggedWalk = (walk: { version: number }) => ({ state: walkState(walk), content: walk });

/** The route changes a walk, and takes what was seen of it. */
export const IsWalkConditional = (): MethodDecorator => TakesIfMatch({ required: false });
