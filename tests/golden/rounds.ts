// Opens a page again and again, each time with other answers, and says what was wrong with which of them.

import type { Page, Watch } from '../support/portal';
import { Answers, NOWHERE } from './answers';
import { drawn, variants } from './drawn';
import { faults, words, type Seen } from './look';
import type { Mutation } from './mutations';
import { callOf, type Screen } from './screens';
import { lost, typingAnew } from './typed';

type Round = Record<string, Mutation>;
const named = (round: Round) => Object.entries(round).map(([id, one]) => `${id}, ${one.name}`).join(' and ');
/** What the frame of every page asks, once for all pages. */
const SHELL = ['readMe', 'readAdvisor', 'readMeta'];
const SIGNED_OUT = JSON.stringify({ type: '/problems/signed-out', title: 'Nobody is signed in', status: 401, detail: '' });
const pause = () => new Promise((wake) => setTimeout(wake, 25));
const LEFT_OUT = /(One entry of a list is|(\d+) entries of a list are) left out/;
/** What a page says itself of what it does not know. */
const NOT_KNOWN = /can’t be (read|told)|can be read here|not known here/;
const entries = (line: string) => Number(LEFT_OUT.exec(line)?.[2] ?? 1);

export class Rounds {
  /** What was wrong: call, mutation, what was seen. */
  readonly wrong: string[] = [];
  /** How many rounds of which kind there were, and what was seen after answers that can't be read. */
  readonly counted: Record<string, number> = {};
  private readonly answers: Answers;
  private whole!: Seen;
  private round = 0;
  /** Calls, and how many entries of them the app has told to be left out: it tells so once of each. */
  private readonly told = new Set<string>();
  /** What the notice has said already; it stands until it is closed. */
  private readonly heardOf = new Set<string>();
  /** What was mutated in which round. */
  private readonly names = new Map<string, string>();
  private last?: Seen;
  private heard = 0;

  constructor(private readonly page: Page, private readonly watch: Watch, private readonly screen: Screen) {
    this.answers = new Answers(page, screen.calls.map((id) => callOf(screen, id)));
  }

  async run() {
    await this.answers.begin();
    if (this.screen.signedOut) await this.page.route('**/v1/me', (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: SIGNED_OUT }));
    await this.page.goto(NOWHERE);
    await this.answers.settled();
    if (!(await this.example())) return;
    const mutated = this.screen.writes ? [this.screen.writes] : this.screen.calls;
    const calls = mutated.map((id) => ({ id, ...drawn(callOf(this.screen, id), this.screen) }));
    // What is allowed disturbs nobody: all calls of the page at once, and one by one where something was wrong.
    const most = Math.max(...calls.map(({ stands }) => stands.length));
    for (let at = 0; at < most; at += 1) {
      await this.stands(Object.fromEntries(calls.map(({ id, stands }) => [id, stands[at % stands.length]])));
    }
    if (this.screen.unread) {
      for (const { id, lists, broken } of calls) for (const one of [...lists.flatMap((list) => variants(list, this.screen)), ...broken]) await this.stands({ [id]: one });
      return;
    }
    for (const { id, lists } of calls) {
      for (const list of lists) for (const one of variants(list, this.screen)) await this.leftOut(id, one);
    }
    for (const { id, broken } of calls) for (const one of broken) await this.broken(id, one);
  }

  /** The example itself is shown, and the page asks what it is said to ask. */
  private async example(): Promise<boolean> {
    await this.look({});
    // What was written may have changed who is at the page, and the page with it: only then is it as it will be.
    if (this.screen.writes) await this.look({});
    // What is asked for last is waited for, so that all of it is there to compare with.
    if (!this.screen.writes) await this.answers.askedAll(this.screen.calls);
    await pause();
    this.whole = await this.answers.settled();
    const found = [...this.found(this.whole), ...this.news(this.whole)];
    const { calls, writes } = this.screen;
    for (const id of writes ? [writes] : calls) if (!this.answers.asked.has(id)) found.push(`${id} was not asked`);
    for (const id of this.answers.asked) if (!writes && !this.screen.calls.includes(id) && !SHELL.includes(id)) found.push(`${id} was asked too`);
    if (found.length) this.wrong.push(`the examples themselves: ${found.join('; ')}`);
    return found.length === 0;
  }

  private async stands(round: Round) {
    const found = await this.oneRound(round, this.screen.unread ? 'not read' : 'allowed');
    if (!found.length) return;
    const single = Object.entries(round);
    const before = this.wrong.length;
    for (const [id, one] of single) {
      // A number of entries that were left out is told once.
      if (single.length > 1) await this.restart();
      const own = single.length > 1 ? await this.oneRound({ [id]: one }, 'again') : found;
      if (own.length) this.wrong.push(`${id}, ${one.name}: ${own.join('; ')}`);
    }
    if (this.wrong.length === before) this.wrong.push(`${named(round)}: ${found.join('; ')}`);
  }

  private async oneRound(round: Round, kind: string): Promise<string[]> {
    this.count(kind);
    const seen = await this.look(round);
    const found = [...this.found(seen), ...this.news(seen)];
    if ((this.screen.unread || Object.values(round).every((one) => one.same)) && !(await this.reads(seen))) found.push(this.otherwise());
    return found;
  }

  private async leftOut(id: string, one: Mutation) {
    this.count('entry left out');
    if (this.told.has(`${id} ${one.entries}`)) await this.restart();
    this.told.add(`${id} ${one.entries}`);
    const seen = await this.look({ [id]: one });
    const found = this.found(seen);
    const began = Date.now();
    const told = await this.answers.until((seen) => this.tells(seen) || this.late(began));
    this.news(told);
    if (!this.tells(told) || entries(told.notice.at(-1)!) !== one.entries) found.push(`the notice says “${told.notice.at(-1)}” instead of ${one.entries} in ${this.request}`);
    // What is decided or counted may come out otherwise, where the page says what it does not know.
    const reads = await this.reads(seen);
    const says = !reads && NOT_KNOWN.test(this.last!.text);
    if (!reads && !says) found.push(this.otherwise());
    if (found.length) this.wrong.push(`${id}, ${one.name}: ${found.join('; ')}`);
  }

  private async broken(id: string, one: Mutation) {
    const seen = await this.look({ [id]: one });
    this.news(seen);
    const found = [...faults(seen), ...this.complaints()];
    if (this.screen.writes && one.nothing && !seen.unread) found.push('it does not say that the answer could not be read');
    if (this.screen.writes && seen.unread) for (const text of await lost(this.page, this.screen.back)) found.push(`“${text}”, which was typed, is lost`);
    // One entry that can't be read costs that entry.
    if (one.inList && seen.unread) found.push(`an entry makes an error state: ${seen.unread.replaceAll(/\s+/g, ' ')}`);
    this.count(seen.unread ? 'error state' : one.inList ? 'entry missing' : words(seen) === words(this.whole) ? 'not read' : 'part missing');
    if (found.length) this.wrong.push(`${id}, ${one.name}: ${found.join('; ')}`);
  }

  private found(seen: Seen): string[] {
    return [...faults(seen), ...(seen.unread ? [`it says: ${seen.unread.replaceAll(/\s+/g, ' ')}`] : []), ...this.complaints()];
  }

  /** What the notice tells since the last look. */
  private news(seen: Seen): string[] {
    const news = seen.notice.filter((line) => LEFT_OUT.test(line) && !this.heardOf.has(line));
    news.forEach((line) => this.heardOf.add(line));
    return news.map((line) => line + this.lateness(line));
  }

  private lateness(line: string): string {
    if (line.includes(`${this.request}.`)) return '';
    return ` It came late: ${[...this.names].find(([request]) => line.includes(`${request}.`))?.[1]}`;
  }

  /** Of this round, as the last of what it tells. */
  private tells(seen: Seen): boolean {
    return !!seen.notice.at(-1)?.includes(`${this.request}.`);
  }

  /** What the page has complained about since the last look. */
  private complaints(): string[] {
    const all = this.watch.surprises;
    const news = all.slice(this.heard);
    this.heard = all.length;
    return news;
  }

  /** Whether the page reads as with the examples; given a moment where it has not painted the last of them yet. */
  private async reads(seen: Seen): Promise<boolean> {
    for (let tries = 0; tries < 20; tries += 1) {
      if (words(seen) === words(this.whole)) return true;
      await pause();
      seen = await this.answers.settled();
    }
    this.last = seen;
    return false;
  }

  private otherwise(): string {
    const [was, is] = [words(this.whole), words(this.last!)];
    let at = 0;
    while (was[at] === is[at]) at += 1;
    const part = (text: string) => text.slice(Math.max(0, at - 30), at + 60);
    return `it reads “…${part(is)}…” instead of “…${part(was)}…”`;
  }

  /** A page that reads a part quietly may take a moment for it. */
  private late(began: number): boolean {
    return Date.now() - began > 2_000;
  }

  private get request(): string {
    return `golden-${this.round}`;
  }

  private count(kind: string) {
    this.counted[kind] = (this.counted[kind] ?? 0) + 1;
  }

  /** A page that begins a report begins one in each round, and nobody may keep so many. */
  private async throwDraftsAway() {
    const api = this.page.context().request;
    const { items } = await (await api.get('/v1/drafts')).json();
    for (const { id, version } of items) {
      const gone = await api.delete(`/v1/drafts/${id}`, { headers: { 'If-Match': `"${version}"`, 'X-Portal': '1' } });
      if (!gone.ok() && ![404, 412].includes(gone.status())) throw new Error(`a draft stays: ${gone.status()} ${await gone.text()}`);
    }
  }

  /** The page with these answers. */
  private async look(round: Round): Promise<Seen> {
    this.round += 1;
    if (this.round % 25 === 0) await this.throwDraftsAway();
    this.names.set(this.request, named(round));
    this.answers.put(Object.fromEntries(Object.entries(round).map(([id, one]) => [id, one.body()])), this.request);
    const { address, anew, then, writes } = this.screen;
    if (anew) this.forget();
    let seen = anew ? await this.answers.openAnew(address) : await this.answers.open(address);
    typingAnew(this.page);
    if (then && !seen.stopped) {
      await then(this.page);
      if (writes) await this.answers.askedAll([writes]);
      seen = await this.answers.settled();
    }
    if (seen.stopped) await this.restart();
    return seen;
  }

  /** A new app has told of nothing yet. */
  private forget() {
    this.told.clear();
    this.heardOf.clear();
  }

  /** The app is dead: the next round begins with another. */
  private async restart() {
    this.forget();
    this.answers.put({}, '');
    await this.page.goto(NOWHERE);
    await this.answers.settled();
  }
}
