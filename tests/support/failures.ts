// Says what failed as soon as it has: the list reporter tells of it at its end, which a run that is stopped does not reach.

import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class Failures implements Reporter {
  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    for (const error of result.errors) console.log(error.stack ?? error.message ?? error.value, `\n${error.snippet ?? ''}`);
  }

  printsToStdio() {
    return false;
  }
}
