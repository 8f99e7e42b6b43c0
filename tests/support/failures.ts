// Says what failed as soon as it has: the list reporter tells of it at its end, which a run that is stopped does not reach. Where a
// test has a second try, what passed only then is named at the end: it is to be mended, not to be lived with.

import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class Failures implements Reporter {
  private readonly second: string[] = [];

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.retry > 0 && result.status === test.expectedStatus) this.second.push(test.titlePath().join(' › '));
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    for (const error of result.errors) console.log(error.stack ?? error.message ?? error.value, `\n${error.snippet ?? ''}`);
  }

  onEnd() {
    for (const test of this.second) console.log(`passed only at the second try, to be mended:${test}`);
  }

  printsToStdio() {
    return false;
  }
}
