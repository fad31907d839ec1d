import { describe, expect, it } from 'vitest';
import { obedient } from '../engine/discussion/harness.fixture.ts';
import { SYSTEM } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import { actionNamed, actions } from './actions/index.ts';
import { controlRow, endRow, failedRow, NOTICE, previewRow } from './controls.ts';
import { endView } from './end-view.ts';
import { labelsOf, playRoom, textOf, vic } from './people.fixture.ts';
import type { Button } from './view.ts';

const shown = async (press: ReturnType<typeof playRoom>['press'], name: string, id: string, argument?: string) =>
  (await press(name, id, argument === undefined ? {} : { argument })).instead ?? {};

describe('the controls of a thread', () => {
  it('change the discussion, and show what can be done next', async () => {
    const { started, press, engine, delivered } = playRoom();
    const id = await started({ pace: 'natural' });
    const paused = await shown(press, 'pause', id);
    expect(labelsOf(paused)).toEqual(['Resume', 'Faster (1.5 ×)', 'Stop', 'Ask']);
    expect(textOf(paused)).toContain('Paused.');
    expect(labelsOf(await shown(press, 'speed', id, '2'))).toEqual(['Resume', 'Faster (3 ×)', 'Stop', 'Ask']);
    const resumed = await shown(press, 'resume', id);
    expect(textOf(resumed)).toContain('Running, started by Uma.');
    expect(textOf(resumed)).toContain('2 ×');
    expect(labelsOf(await shown(press, 'speed', id))).toContain('Normal speed');
    expect((await engine.get(id))?.speed).toBe(3);
    const stopped = await shown(press, 'stop', id);
    expect(textOf(stopped)).toContain('Stopped. The report is being written.');
    expect((await engine.get(id))?.status).toBe('cancelled');
    expect(delivered.filter((one) => one === id)).toHaveLength(6);
  });

  it('refuse what the discussion does not allow now, and change nothing', async () => {
    const { started, press, engine } = playRoom();
    const id = await started();
    await expect(press('resume', id)).rejects.toThrow('The discussion is running, so you cannot resume it.');
    await expect(press('speed', id, { argument: '7' })).rejects.toThrow('7 is not a speed');
    await expect(press('speed', id, { argument: 'x' })).rejects.toThrow('That is not a speed');
    expect(await engine.get(id)).toMatchObject({ status: 'running', speed: 1 });
    await press('stop', id);
    await expect(press('pause', id)).rejects.toThrow('The discussion was stopped, so you cannot pause it.');
  });

  it('that tell of a failure leave nothing to press behind', async () => {
    const { started, press, store } = playRoom();
    const id = await started();
    const event = { type: 'control', action: 'fail', by: SYSTEM, reason: 'No key.' } as const;
    await store.change(id, 'f', { from: ['running'], to: 'failed', reason: 'No key.', event });
    const [resume] = failedRow(id);
    if (!resume || !('action' in resume)) throw new Error('There is nothing to press');
    const { instead } = await press(resume.action.name, id, { argument: NOTICE });
    expect(instead).toEqual({ tone: 'step', lines: ['It had failed, and goes on.'] });
    expect((await store.get(id))?.status).toBe('running');
  });

  it('ask again for what of the report could not be written, by who may control it', async () => {
    let broken = true;
    const { started, finished, press, engine } = playRoom({
      script: (asked) => {
        if (broken && asked.key === 'section/insights') throw new UserError('The model would not answer.');
        return obedient(asked);
      },
    });
    const id = await started();
    await finished(id);
    const { answer } = await press('report', id);
    expect(textOf(answer ?? {})).toContain('some sections could not be written');
    expect(labelsOf(answer ?? {})).toContain('Write missing sections');
    const end = endView({ status: await engine.status(id), report: (await engine.report(id)).json });
    expect(labelsOf(end)).toContain('Write missing sections');
    await expect(press('missing', id, {}, vic)).rejects.toThrow('Only Uma');
    broken = false;
    const again = (await press('missing', id)).answer ?? {};
    expect(textOf(again)).toContain('The missing sections are being written');
    expect(labelsOf(again)).toEqual(['Full report']);
    await expect(press('missing', id)).rejects.toThrow('The report is being written.');
    await finished(id);
    const whole = (await press('report', id)).answer ?? {};
    expect(textOf(whole)).toContain('Finished. The report is ready.');
    expect(labelsOf(whole)).not.toContain('Write missing sections');
    await expect(press('missing', id)).rejects.toThrow('All sections of the report are written');
  });

  it('post again after what held it back is mended', async () => {
    const { started, press, threads, engine } = playRoom();
    const id = await started();
    await threads.setProblem(id, 'The app may not write here. Let it.');
    expect(textOf(await shown(press, 'pause', id))).toContain('The app may not write here.');
    expect(textOf(await shown(press, 'resume', id))).not.toContain('may not write');
    expect((await threads.get(id))?.problem).toBeUndefined();
    expect((await engine.get(id))?.status).toBe('running');
  });
});

describe('buttons', () => {
  const id = '0190d1c6-8a00-7000-8000-000000000000';
  const actionsIn = (row: readonly Button[]) => row.flatMap((button) => ('action' in button ? [button.action] : []));

  it('each do something, in a custom id that both platforms take', async () => {
    const { started, engine } = playRoom();
    const discussion = { ...(await engine.status(await started())).discussion, id };
    const states = ['initializing', 'running', 'paused', 'failed', 'completed', 'cancelled'] as const;
    const rows = [
      ...states.map((status) => controlRow({ ...discussion, status }, 12_345)),
      endRow(discussion, 12_345),
      previewRow(id),
    ];
    for (const row of rows) {
      expect(row.length).toBeGreaterThan(0);
      expect(row.length).toBeLessThanOrEqual(5);
      for (const { name, about, argument = '' } of actionsIn(row)) {
        expect(actionNamed(name)?.name).toBe(name);
        expect(`${name}/${about}/${argument}`.length).toBeLessThanOrEqual(90);
      }
    }
  });

  it('of a council ask the next question, and offer no fork', async () => {
    const { started, engine } = playRoom();
    const { discussion } = await engine.status(await started());
    const council = { ...discussion, brief: { ...discussion.brief, format: 'council' } };
    const names = (row: readonly Button[]) => actionsIn(row).map(({ name }) => name);
    expect(names(controlRow({ ...council, status: 'running' }, 4))).toContain('next');
    expect(names(controlRow({ ...discussion, status: 'running' }, 4))).toContain('ask');
    for (const row of [controlRow({ ...council, status: 'completed' }, 4), endRow(council, 4)]) {
      expect(names(row)).not.toContain('fork');
      expect(names(row)).toContain('again');
    }
  });

  it('are all named once', () => {
    expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length);
  });
});
