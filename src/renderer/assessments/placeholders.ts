import { leftToRight } from '../ui/left-to-right.ts';

/** What a comment is filled in with: see `src/shared/rules/comment-text.ts`. */
export const placeholders = leftToRight('{name} {criterion} {points}');
