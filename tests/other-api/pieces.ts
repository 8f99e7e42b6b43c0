// Pieces of pages that several of these journeys look at.

import type { Page } from '../support/other';

export const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });
export const numbers = (page: Page) => page.getByRole('link', { name: /\+1 202-555-0170/ });
export const partOfThePortal = (page: Page) => page.getByRole('heading', { name: 'Not part of this portal' });
export const notEverything = (page: Page) => page.getByRole('status').getByText('Not everything is shown.');
