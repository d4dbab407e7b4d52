import { fillInService, loginWindow, signInAs } from '~/tests/e2e/support/organisation';
import { SET_UP, SIGNER } from '~/tests/organisation/company';
import type { OrganisedStage, Step } from '../stage';

export const setUpService: Step<OrganisedStage> = {
  title: 'The host sets the token service up, and signs in at the company’s login: Anna, a host',
  audited: ['nobody signed in, set-up: login', 'anna, set-up: token'],
  async play({ organised }) {
    const options = await fillInService(organised);
    const login = await (await loginWindow(organised)).screenshot('1-login');
    await signInAs(organised, 'anna');
    await options.reads(SET_UP);
    await options.reads(SIGNER);
    const after = await options.screenshot('1-token-service');
    await options.close();
    return { read: [SET_UP, SIGNER], sent: [], pictures: [login, after] };
  },
};
