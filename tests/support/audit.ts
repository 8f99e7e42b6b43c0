// What every screen is held to: axe without violations in every rendering, valid HTML, one heading, a title, no sideways
// scrolling. axe is evaluated in the page, because the page's policy allows no script tag.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const WIDTHS = [320, 768, 1440];
const RENDERINGS = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, rules: {} },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, rules: {} },
  // The colours are the person's own there, and axe reads those of the style sheet.
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' }, rules: { 'color-contrast': { enabled: false } } },
] as const;

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The DOM as a browser writes it out: these are about how a file is typed.
    'doctype-style': 'off',
    'no-inline-style': 'error',
    // Advice, not the standard: a button in a form submits it, a search that follows the typing has no button, a list of
    // steps has a name, and a table that scrolls is a region.
    'no-implicit-button-type': 'off',
    'wcag/h32': 'off',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
});

/** Everything that is wrong with the screen that is open, in every width and rendering. */
export async function audit(page: Page): Promise<string[]> {
  const faults = [...(await document(page)), ...(await html(page))];
  await page.evaluate(AXE);
  for (const { name, media, rules } of RENDERINGS) {
    // Without motion, so that no colour is looked at on its way to another.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      faults.push(...(await axe(page, rules)).map((fault) => `${width} px, ${name}: ${fault}`));
      if (name === 'light') faults.push(...(await sideways(page)).map((fault) => `${width} px: ${fault}`));
    }
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' });
  await page.setViewportSize({ width: 1440, height: 900 });
  return faults;
}

async function axe(page: Page, rules: object): Promise<string[]> {
  return page.evaluate(async ({ values, rules }) => {
    const { violations } = await (window as any).axe.run(document, { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] });
    return violations.map((violation: any) => {
      const nodes = violation.nodes.map((node: any) => `${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map((check: any) => check.message).join('; ')}`);
      return `axe ${violation.id}: ${violation.help}\n      ${nodes.slice(0, 4).join('\n      ')}`;
    });
  }, { values: TAGS, rules });
}

/** One visible h1, a title that begins with it, landmarks. */
async function document(page: Page): Promise<string[]> {
  const headings = page.getByRole('heading', { level: 1 });
  await expect(headings.first()).toBeVisible();
  const faults: string[] = [];
  if ((await headings.count()) !== 1) faults.push(`${await headings.count()} headings of level 1`);
  const [title, heading] = [await page.title(), (await headings.first().innerText()).trim()];
  if (!title.replace(/^Error: /, '').startsWith(heading)) faults.push(`the title “${title}” does not begin with the heading “${heading}”`);
  if ((await page.getByRole('main').count()) !== 1) faults.push('there is not one main landmark');
  return faults;
}

/** The document as it stands, without what is hidden from everybody. Runs nothing of axe's, so also where scripts are off. */
export async function html(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll('[hidden]')) hidden.remove();
    // Leptos marks places with comments, in a text area too, where a comment is text once it is written out.
    const comments = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
    for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) comment.parentNode?.removeChild(comment);
    return `<!doctype html>\n${copy.outerHTML}`;
  });
  const report = await validator.validateString(text);
  return report.results.flatMap((result) =>
    result.messages.filter((message) => message.severity === 2).map((message) => `html ${message.ruleId}: ${message.message} at ${message.selector}`),
  );
}

/** What reaches beyond the right edge of the window makes the page scroll sideways (WCAG 1.4.10). */
async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1).slice(-3);
    return [`the page is ${root.scrollWidth} px wide: ${wide.map((element) => `${element.tagName} ${element.id} “${(element.textContent ?? '').slice(0, 30)}”`).join(', ')}`];
  });
}
