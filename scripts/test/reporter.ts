import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { type Report, reportPath, type TestResult } from './report';

/**
 * Writes what each suite came to into `test-output/reports`, for the closing table, for the stress run
 * and for the promises of docs/security.md.
 */
export default class ReportFiles implements Reporter {
  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
  ): Promise<void> {
    const suites = new Set(modules.map(({ project }) => project.name));
    for (const suite of suites) {
      const mine = modules.filter(({ project }) => project.name === suite);
      const report: Report = {
        suite,
        tests: mine.flatMap((module) => [...module.children.allTests()].map(resultOf)),
        errors: [...mine.flatMap(errorsOf), ...unhandled].map(labelOf),
      };
      await mkdir(dirname(reportPath(suite)), { recursive: true });
      await writeFile(reportPath(suite), `${JSON.stringify(report, null, 1)}\n`);
    }
  }
}

/** What went wrong in a file outside of its tests: while it was loaded, or in a hook. */
function errorsOf(module: TestModule): readonly SerializedError[] {
  const inSuites = [...module.children.allSuites()].flatMap((suite) => suite.errors());
  return [...module.errors(), ...inSuites].map((error) => ({
    ...error,
    message: `${module.relativeModuleId}: ${error.message}`,
  }));
}

function resultOf(test: TestCase): TestResult {
  const { state, errors = [] } = test.result();
  const { retryCount = 0, duration = 0 } = test.diagnostic() ?? {};
  return {
    file: test.module.relativeModuleId,
    name: test.fullName.replaceAll(' > ', ' '),
    state: state === 'pending' ? 'skipped' : state,
    tries: state === 'passed' || state === 'failed' ? retryCount + 1 : 0,
    seconds: duration / 1000,
    errors: errors.map(labelOf),
  };
}

/** An error in words, with the first line of the project's own code that it came from. */
function labelOf({ message, stack = '' }: SerializedError): string {
  const [line] = /^.*\/tests\/.*$/m.exec(stack) ?? [];
  return line === undefined ? message : `${message}\n${line}`;
}
