import { Printer } from '../demo/printer';
import { explainAll, explainNothing } from './explain';
import { openKey, type ReadFile } from './key';
import { madeUp, madeUpToken } from './made-up';
import { probes } from './probes';
import { differentAgain, differentRooms, settledRows, surprises } from './rows';
import { createProber, type Network } from './send-probe';
import { readSettings, type Settings, type Surroundings } from './settings';
import { type Finding, nameOf, table } from './table';
import type { Terminal } from './terminal';

export interface LiveDeps {
  readonly network: Network;
  readonly terminal: Terminal;
  readonly readFile: ReadFile;
  /** Hex digits that no earlier check had. */
  readonly unique: () => string;
}

/** The one answer that lets requests leave. */
const YES = 'yes';

/**
 * The live check: asks JaaS itself what its documentation leaves open. Sends nothing unless the
 * variables are set and a person at a terminal has typed `yes`.
 *
 * @returns the exit code: 0 where it did what was asked, nothing included; 1 where nothing was
 * answered; 2 where something is set wrongly
 */
export async function liveCheck(surroundings: Surroundings, deps: LiveDeps): Promise<number> {
  const { terminal } = deps;
  const printer = new Printer((text) => terminal.write(text));
  const tell = (lines: readonly string[]) => {
    for (const line of lines) printer.line(line);
  };
  const read = readSettings(surroundings);
  if (read.kind === 'unset') {
    printer.heading('Gavel: the live check');
    tell(explainNothing(read.missing));
    return 0;
  }
  if (read.kind === 'wrong') return refused(printer, read.fault);
  if (!terminal.isTerminal) {
    return refused(
      printer,
      'Real requests are sent from a terminal only, where somebody is asked.',
    );
  }
  const opened = await openKey(read.settings.keyFile, deps);
  if (typeof opened === 'string') return refused(printer, opened);

  printer.heading('Gavel: the live check');
  printer.line(`The key file holds an RSA key of ${opened.bits} bits: ${opened.fingerprint}`);
  printer.line();
  return askAndSend(read.settings, opened.key, printer, deps);
}

async function askAndSend(settings: Settings, key: CryptoKey, printer: Printer, deps: LiveDeps) {
  const { terminal, network } = deps;
  const made = madeUp(deps.unique());
  const token = await madeUpToken({ ...settings, key, now: network.now(), made });
  const all = probes({ ...settings, made, token });
  for (const line of explainAll(settings, made, all)) printer.line(line);
  if ((await terminal.ask(`Type “${YES}” to send them: `)).trim() !== YES) {
    printer.line('Nothing was sent.');
    return 0;
  }

  const send = createProber(network, { ...settings, key });
  const findings: Finding[] = [];
  printer.line();
  for (const probe of all) {
    printer.line(`sending ${nameOf(probe)} to ${probe.base}…`);
    const first = await send(probe);
    findings.push({ probe, first, again: probe.twice ? await send(probe) : null });
  }
  report(findings, printer);
  return findings.some(({ first }) => first.outcome.status !== undefined) ? 0 : 1;
}

function report(findings: readonly Finding[], printer: Printer): void {
  printer.heading('What JaaS answered');
  for (const line of table(findings)) printer.line(line);
  printer.heading('Rows of the outcome table');
  for (const { title, seen } of settledRows(findings)) {
    printer.line(title);
    printer.line(`  ${seen.length === 0 ? 'not seen: as unknown as before' : seen.join('; ')}`);
  }
  section(printer, 'Otherwise than Gavel believes', surprises(findings));
  section(printer, 'Otherwise when sent again', differentAgain(findings));
  section(printer, 'Otherwise when the room is written differently', differentRooms(findings));
}

function section(printer: Printer, title: string, lines: readonly string[]): void {
  printer.heading(title);
  for (const line of lines.length === 0 ? ['nothing'] : lines) printer.line(line);
}

function refused(printer: Printer, why: string): number {
  printer.line(why);
  printer.line('Nothing was sent.');
  return 2;
}
