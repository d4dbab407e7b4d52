// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { shownId } from '~/components/panel/view/row-ids';

const ID = 'google-oauth2|115093490379595030';

describe('an id in short, while somebody is searched for', () => {
  it('is its end where nothing is searched for or nothing of it is found', () => {
    expect(shownId(ID, '')).toBe('google · …0379595030');
    expect(shownId(ID, 'mallory')).toBe('google · …0379595030');
    expect(shownId(ID, '95030')).toBe('google · …0379595030');
  });

  it('begins a little before what is found in its middle', () => {
    expect(shownId(ID, '5093')).toBe('…|115093490379595030');
  });

  it('is whole where its beginning is found, so that all that is found is seen', () => {
    expect(shownId(ID, 'google-oauth2|11')).toBe(ID);
    expect(shownId(ID, 'google-oauth')).toBe(ID);
    expect(shownId(ID, ID)).toBe(ID);
  });
});
