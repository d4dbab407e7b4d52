// @vitest-environment node
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator';
import { until } from '../until';
import { APP_ID, call } from './call';

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
});
afterAll(() => sim.stop());

const get = async (address: string) => (await call(sim, address, { method: 'GET' })).status;

it.each([
  [`https://8x8.vc/${APP_ID}/room`, 200],
  [`https://stage.8x8.vc/${APP_ID}/room`, 200],
  [`https://frankfurt.8x8.vc/${APP_ID}/room`, 200],
  ['https://8x8.vc/', 200],
  ['https://8x8.vc/static/close3.html', 200],
  [`https://8x8.vc/${APP_ID}/static/planLimit.html`, 200],
  ['https://8x8.vc/libs/sim/ui/view', 200],
  ['https://8x8.vc/libs/sim/styles.css', 200],
  [`https://8x8.vc/${APP_ID}/room/more`, 404],
  ['https://8x8.vc/someone/room', 404],
  ['https://8x8.vc//', 404],
  ['https://8x8.vc//elsewhere.example/room', 404],
  ['https://host.example/embed-test.html', 200],
  [`https://host.example/${APP_ID}/room`, 404],
])('GET %s → %i', async (address, status) => {
  expect(await get(address)).toBe(status);
  const { hostname } = new URL(address);
  expect(sim.pageRequests.at(-1)).toMatchObject({ host: hostname, method: 'GET', status });
});

it('a request to another address of the API host is an API request', async () => {
  expect(await get('https://api-vo.jitsi.net/')).toBe(404);
  expect(sim.requests).toMatchObject([{ base: 'classic', method: 'GET', path: '/', status: 404 }]);
});

it('sends a strict CSP when asked to', async () => {
  const reply = await call(sim, `https://8x8.vc/${APP_ID}/room?csp=strict`, { method: 'GET' });
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
});

it('stops with its connections', async () => {
  const other = await startSimulator();
  other.fault({ delayMs: 60_000 });
  const broken = expect(call(other, 'https://api-vo.jitsi.net/x')).rejects.toThrow();
  await until(() => other.requests.length === 1, 'the request to come');
  await other.stop();
  await broken;
});

it('keeps no process alive that forgets to stop it', async () => {
  const script = fileURLToPath(new URL('./forgetful.ts', import.meta.url));
  const tsx = ['--import', 'tsx', script];
  const running = promisify(execFile)(process.execPath, tsx);
  onTestFinished(() => void running.child.kill());
  // It ends, or the test does not.
  expect((await running).stdout).toBe('started\n');
});
