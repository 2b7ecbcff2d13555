import { expect, it } from 'vitest';
import { hostDelaysOf } from '../../../impl/host-delays.ts';
import type { Rule } from '../../../properties/rule.ts';
import { boundedResidence } from '../../../properties/rules/BOUNDED-RESIDENCE.ts';
import { HOST_DELAY_US, hostDelayUs } from '../../../properties/rules/bounds.ts';
import { createTime } from '../../../properties/rules/CREATE-TIME.ts';
import { eventOnce } from '../../../properties/rules/EVENT-ONCE.ts';
import { feA } from '../../../properties/rules/FE-a.ts';
import { noLostWake } from '../../../properties/rules/NO-LOST-WAKE.ts';
import { served } from '../../../properties/rules/SERVED.ts';
import { timely } from '../../../properties/rules/TIMELY.ts';
import { desktop, judge, kicked, Story, video } from './telling.ts';

const slots = (): Story => new Story().onSlots(video, desktop).group('busy', video);
const session = (): Story =>
  slots().enteredByTheBook(video, 0, video).command('issue', video, 1, { region: true });
const exited = (): Story => session().at(10).left(video, 'regionEnd');
const slow = hostDelaysOf({ workLateUs: 50_000, irqLateUs: 10_000 });

it.each<readonly [Rule, Story, usualMs: number]>([
  [timely, slots().raise(video, 0).note(video), 41],
  [boundedResidence, session(), 2_541],
  [createTime, slots().raise(desktop, 1), 31],
  [eventOnce, exited(), 31],
  [feA, session().at(10).job('submit', desktop), 531],
  [noLostWake, kicked(), 41],
  [served, slots().raise(video, 0), 1_000],
])('$id gives a host the time that the run lets it take', (rule, story, usualMs) => {
  const sinceUs = story.rows.at(-1)?.event.tUs ?? 0;
  const breaks = (afterMs: number, hostDelay?: number): boolean => {
    const end = { observedUntilUs: sinceUs + afterMs * 1_000, quiet: false, standsAt: new Map() };
    const options = hostDelay === undefined ? { end } : { end, hostDelayUs: hostDelay };
    return judge(rule, story, options).violations.length > 0;
  };
  const slowMs = usualMs + (hostDelayUs(slow) - HOST_DELAY_US) / 1_000;
  expect({ usual: breaks(usualMs - 25), over: breaks(usualMs + 25) }).toEqual({ usual: false, over: true });
  const late = hostDelayUs(slow);
  expect({ slow: breaks(slowMs - 25, late), over: breaks(slowMs + 25, late) }).toEqual({
    slow: false,
    over: true,
  });
});
