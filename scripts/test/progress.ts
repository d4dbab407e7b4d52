import type { Reporter, TestModule } from 'vitest/node';

/** Prints a line for each file of tests when it is through, so that several suites can share a terminal. */
export default class Progress implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()];
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const again = tests.filter((test) => test.diagnostic()?.flaky).length;
    const words = [
      `${tests.length} tests`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(again > 0 ? [`${again} at a second try`] : []),
      `${(module.diagnostic().duration / 1000).toFixed(1)} s`,
    ];
    const mark = module.ok() ? '✓' : '×';
    process.stdout.write(
      `${module.project.name.padEnd(8)} ${mark} ${module.relativeModuleId} (${words.join(', ')})\n`,
    );
  }
}
