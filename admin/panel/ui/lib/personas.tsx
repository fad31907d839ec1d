import { ask } from './call.ts';
import { useData } from './use-data.ts';

export type Traits = { openness: number; rigor: number; criticalThinking: number; optimism: number };
export type Persona = {
  id: string;
  name: string;
  field: string;
  age: number;
  gender: string;
  profession: string;
  traits: Traits;
  knowledge: string[];
  yearsOfExperience: number;
  views: string[];
  stance: string;
  style: string;
  behaviour: string;
  voice: string;
  face?: string;
};
export type Cast = { name: string; note: string; personas: string[] };
export type Pool = { personas: Persona[]; templates: string[]; casts: Cast[] };

export const usePool = () => useData(() => ask<Pool>('/pool'));

type FaceProps = { persona: { id: string; face?: string | undefined; gender: string; age: number }; size?: number };

/** The portrait: beside the name it says nothing more, so it has no text of its own. */
export function Face({ persona: { id, face, gender, age }, size = 48 }: FaceProps) {
  const query = new URLSearchParams({ of: face || id, gender, age: `${age}` });
  return <img className="face" src={`/admin/do/face?${query}`} width={size} height={size} alt="" loading="lazy" />;
}
