import type { Step } from '../../formats/format.ts';
import type { ModelRequest } from '../provider.ts';
import { decide } from './decisions.ts';
import { fillSchema } from './fill.ts';
import { moderatorTurn } from './moderator-turn.ts';
import { personaTurn } from './persona-turn.ts';
import { serviceIn, serviceTurn } from './service.ts';
import { stageOf } from './stage.ts';
import { overview } from './summary.ts';

/** The answer to one request, read from its scene. */
export function rehearse(request: ModelRequest): { text: string; data?: unknown } {
  const { step, problem = '', transcript } = request.scene;
  const service = serviceIn(step);
  if (service) return serviceTurn(request, service);
  const type = request.schema?.type ?? (step.kind === 'decide' ? step.schema : undefined);
  if (type) {
    const data = type.parse(decide(request.scene) ?? fillSchema(type, request.scene, nameOf(step)));
    return { text: JSON.stringify(data), data };
  }
  if (step.kind !== 'speak') return { text: step.kind === 'say' ? step.text : overview(transcript) };
  const stage = stageOf(transcript, shorter(step, problem), problem);
  return { text: step.speaker.id === transcript.moderator.id ? moderatorTurn(stage) : personaTurn(stage) };
}

const nameOf = (step: Step): string => (step.kind === 'decide' || step.kind === 'section' ? step.name : step.kind);

/** A turn that was refused for its length is aimed lower the second time. */
function shorter<T extends Extract<Step, { kind: 'speak' }>>(step: T, problem: string): T {
  if (!/\b(?:long|length|words)\b/i.test(problem)) return step;
  return { ...step, words: { ...step.words, about: Math.max(3, Math.floor(step.words.about * 0.85)) } };
}
