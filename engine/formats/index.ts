import { council } from './council/council.ts';
import { focusGroup } from './focus-group/focus-group.ts';
import type { Format } from './format.ts';

export const formats: readonly Format[] = [focusGroup, council];

export const formatNamed = (name: string): Format | undefined => formats.find((format) => format.name === name);
