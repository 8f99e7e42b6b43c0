// What `config.json` says that the API can't be asked for is not offered.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { main } from '../support/report';

portalAt(IN_HOURS);

test('filters and orders that the settings take away are not there, the others are', async ({ page }) => {
  const off = ['units?answer', 'units?ends_within_days=30', 'units?sort=family', 'units?sort=model', 'cases?q'];
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: off } });
  });
  await signIn(page, SENIOR, '/units');
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText('have faults')).toHaveCount(0);
  await expect(page.getByLabel('Cover', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Covered until', exact: true }).getByRole('option')).toHaveText(['Any end', 'Ends within 90 days', 'Ends within a year']);
  await expect(page.getByRole('combobox', { name: 'Sort by', exact: true }).getByRole('option')).toHaveText(['Host name', 'Serial', 'Site', 'Covered until', 'Country', 'Use', 'Release']);
  await expect(main(page).getByRole('columnheader', { name: 'Serial' }).getByRole('button')).toHaveCount(1);
  await expect(main(page).getByRole('columnheader', { name: 'Model' }).getByRole('button')).toHaveCount(0);
  await expect(main(page).getByRole('searchbox', { name: 'Find' })).toHaveCount(1);
  await page.goto('/cases');
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
  await expect(main(page).getByRole('searchbox')).toHaveCount(0);
});
