import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { send } from '../lib/call.ts';
import type { Choice, Council } from '../lib/council.ts';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useCouncil } from '../lib/use-council.ts';
import { useTarget } from '../lib/use-target.ts';
import { when } from '../lib/when.ts';
import { QuestionView } from './council-question.tsx';
import { Badge } from './discussions.tsx';
import { NextQuestion } from './next-question.tsx';

/** One conversation with several models, as it goes on or as it was. */
export function CouncilPage() {
  const [params] = useSearchParams();
  const id = params.get('id') ?? '';
  const { council, link, problem, tell, choose } = useCouncil(id);
  const action = useAction();
  const may = useMay();
  const navigate = useNavigate();
  useTarget(id, council);
  if (!council)
    return (
      <Page title="Council">
        <Waiting problem={problem} />
      </Page>
    );
  const isOpen = council.status === 'running' || council.status === 'paused';
  const acts = may('editor') && isOpen && !council.archived;
  const act = acts ? (choice: Choice, said: string) => action.run(() => choose(choice), said) : undefined;
  const again = () =>
    action.run(async () => {
      const { id: other } = await send<{ id: string }>(`/discussions/${id}/again`);
      navigate(`/admin/pages/council?id=${other}`);
    });
  return (
    <Page title={council.topic} actions={<Badge status={council.archived ? 'completed' : council.status} format="council" />}>
      <Problem>{problem ?? action.problem}</Problem>
      <Head council={council} link={link} />
      {council.reason && <Problem>{council.reason}</Problem>}
      {council.questions.map((question, i) => (
        <QuestionView
          key={question.n}
          question={question}
          isLast={i === council.questions.length - 1}
          rests={council.atRest}
          act={act}
        />
      ))}
      <Said>{action.said}</Said>
      {acts && <NextQuestion council={council} busy={action.busy} ask={(text) => action.run(() => tell('ask', { text }))} />}
      <section className="actions" aria-label="This council">
        <Link className="button" to={`/admin/pages/report?id=${id}`}>
          Report and export
        </Link>
        {may('editor') && (
          <>
            {council.status === 'running' && !council.atRest && (
              <button type="button" disabled={action.busy} onClick={() => action.run(() => tell('pause'), 'Paused.')}>
                Pause
              </button>
            )}
            {(council.status === 'paused' || council.status === 'failed') && (
              <button type="button" disabled={action.busy} onClick={() => action.run(() => tell('resume'), 'It goes on.')}>
                Resume
              </button>
            )}
            {act && (
              <button type="button" disabled={action.busy} onClick={() => act({ kind: 'archive' }, 'This council is archived.')}>
                Archive
              </button>
            )}
            <button type="button" disabled={action.busy} onClick={again}>
              Ask it again from the beginning
            </button>
          </>
        )}
      </section>
    </Page>
  );
}

const LINKS = {
  connecting: 'connecting…',
  live: 'live',
  polling: 'without a live connection: it asks every few seconds',
  over: 'complete',
};

function Head({ council, link }: { council: Council; link: keyof typeof LINKS }) {
  const { startedBy, createdAt, services, rehearsal, cost, budget } = council;
  return (
    <p className="note">
      Asked by {startedBy} {when(createdAt)} of {services.map(({ name }) => name).join(', ')}.{' '}
      {rehearsal ? 'A rehearsal: no model is asked.' : `So far ${cost}${budget === undefined ? '' : ` of at most $${budget}`}.`}{' '}
      The page is {LINKS[link]}.
    </p>
  );
}
