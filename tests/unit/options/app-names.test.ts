// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { appNames } from '~/components/options/activity/app-names';
import { appIdSchema } from '~/utils/borders/schemas';

const app = (hex: string) => appIdSchema.parse(`vpaas-magic-cookie-${hex.repeat(4)}`);
const [one, two] = [app('1d2e6a20'), app('77aa01ff')] as const;
const key = (appId: string, label: string | null) => ({ appId, label });
const names = (...keys: ReturnType<typeof key>[]) => [...appNames([one, two], keys).values()];

describe('what an AppID is called in the activity', () => {
  it('is nothing where there is only one', () => {
    expect(appNames([one, one], [key(one, 'Forum')]).size).toBe(0);
  });

  it('is the label of its key, else the AppID in short', () => {
    expect(names(key(one, 'Forum'), key(two, null))).toEqual(['Forum', '77aa…01ff']);
    expect(names()).toEqual(['1d2e…6a20', '77aa…01ff']);
  });

  it('is no label that another AppID has too, nor one of several', () => {
    expect(names(key(one, 'Forum'), key(two, 'Forum'))).toEqual(['1d2e…6a20', '77aa…01ff']);
    expect(names(key(one, 'Forum'), key(one, 'Old'), key(two, 'School'))).toEqual([
      '1d2e…6a20',
      'School',
    ]);
  });
});
