// What lies below `/rest`: assets, tickets, agreements, people, and what one chooses from to add an asset.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
const [MOST_A_PAGE, FEWEST_SENIOR, MOST_SENIOR, MINUTES, NOT_SERVED] = [50, 2, 6, { S1: 30, S2: 30, S3: 240, S4: 240 }, ['CU', 'IR', 'KP', 'SD', 'SY']];
const STAFF = ['CUSTOMER_ADMIN', 'SENIOR_CONTACT', 'CERTIFIED', 'ENGINEER'];
export class Refusal extends Error {
  constructor(status, code, message, fields) { Object.assign(super(message), { status, code, fields }); }
}
export const missing = () => new Refusal(404, 'NO_SUCH_THING', 'There is no such thing here.');
const refuse = (status, code, message) => { throw new Refusal(status, code, message); };
const refuseFields = (list) => {
  const fields = list.filter(Boolean).map(([name, issue, message]) => ({ name, issue, message }));
  if (fields.length) throw new Refusal(422, 'VALIDATION', 'Some values can not be taken.', fields);
};
const needed = (body, path, message) => (path.split('.').reduce((at, name) => at?.[name], body)?.toString().trim() ? null : [path, 'REQUIRED', message]);
const pick = (body, ...names) => Object.fromEntries(names.map((name) => [name, body[name] ?? null]));
const read = (sent) => { try { return sent ? JSON.parse(sent) : {}; } catch { return refuse(400, 'BAD_JSON', 'The body is no JSON.'); } };
const day = (at) => new Date(at).toISOString().slice(0, 10);
/** The data, placed around an instant. */
export const dataAt = (now) => JSON.parse(readFileSync(new URL('data.json', import.meta.url), 'utf8'), (_, value) => {
  const [, count, unit] = /^@(-?\d+)([dm])$/.exec(value) ?? [];
  return unit === 'd' ? day(now + count * 86_400_000) : unit === 'm' ? now + count * 60_000 : value;
});
const offsetOf = (zone, at) => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find((part) => part.type === 'timeZoneName').value.slice(3) || '+00:00';
/** Its instants carry the offset of its head office. */
export const stamp = (at) => {
  const offset = offsetOf('Europe/Oslo', at ?? 0);
  return at && new Date(at - Date.parse(`1970-01-01T00:00${offset}`)).toISOString().replace(/\.\d+Z$/, offset);
};
export function restOver(db, now) {
  const customerOf = (code) => pick([...db.customers, db.partner].find((one) => one.code === code), 'code', 'title');
  const zoned = ({ zone, customer, ...one }) => ({ ...one, timezone: zone && { id: zone, utcOffset: offsetOf(zone, now()) } });
  const locationOf = (code) => zoned(db.locations.find((one) => one.code === code));
  const assetOf = (serialNo) => db.assets.find((one) => one.serialNo === serialNo?.trim().toUpperCase());
  const terms = (test) => db.agreements.filter(test).map(({ customer, orderNo, ...term }) => term);
  const showAsset = ({ sku, customer, location, agreementNos, modifiedAt, ...one }) => ({
    ...one, product: db.products.find((known) => known.sku === sku) ?? { sku }, customer: { ...customerOf(customer), countryCode: db.customers.find((known) => known.code === customer).address.countryCode },
    location: locationOf(location), agreements: terms((known) => agreementNos.includes(known.agreementNo)), modifiedAt: stamp(modifiedAt),
  });
  const brief = (serialNo) => ({ ...pick(assetOf(serialNo), 'serialNo', 'hostname', 'sku'), location: pick(locationOf(assetOf(serialNo).location), 'title', 'timezone') });
  // On the web the most urgent ones go by the row below: whoever is in that hurry telephones.
  const ruleOf = (one) => (one.severity === 'S1' && one.origin === 'PORTAL' ? 'S2' : one.severity);
  const dueAt = (one) => one.raised.at + MINUTES[ruleOf(one)] * 60_000;
  const showInList = (one) => ({
    ...pick(one, 'ref', 'severity', 'origin', 'phase', 'awaiting', 'subject', 'assetNote'), customer: customerOf(one.customer), asset: one.asset && brief(one.asset),
    raised: { at: stamp(one.raised.at), by: one.raised.by }, touchedAt: stamp(one.touchedAt),
    sla: { policy: 'Support policy 7', rule: ruleOf(one), minutes: MINUTES[ruleOf(one)], dueBy: stamp(dueAt(one)), metAt: stamp(one.metAt), metBy: one.metBy },
  });
  const showTicket = (one) => ({
    ...showInList(one), ...pick(one, 'body', 'firmware', 'networkDown', 'customerRef', 'faultSince', 'seniorQueue', 'contact'),
    relatedAssets: one.relatedAssets.map(brief), log: one.log.map((entry) => ({ ...entry, at: stamp(entry.at) })),
  });
  const ordered = (list, order, keys) => {
    const [key, sign] = [keys[order.split(':')[0]], order.endsWith(':desc') ? -1 : 1];
    return key ? [...list].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0)) : refuse(400, 'BAD_ORDER', 'That order is not known.');
  };
  const page = (asked, name, list, show) => {
    const [offset, count] = [Number(asked.get('offset') ?? 0), Math.min(Number(asked.get('count') ?? 25), MOST_A_PAGE)];
    if (!(offset >= 0 && count > 0)) refuse(400, 'BAD_PAGE', 'offset and count are numbers.');
    return { total: list.length, offset, [name]: list.slice(offset, offset + count).map(show) };
  };
  const is = (asked, name, value) => !asked.has(name) || asked.get(name) === value;
  const says = (asked, ...texts) => texts.some((words) => words?.toLowerCase().includes((asked.get('text') ?? '').toLowerCase()));
  const reach = (me) => (me.profile === 'PARTNER' ? db.customers.map((one) => one.code) : [me.customer]);
  const only = (me, ...profiles) => profiles.includes(me.profile) || refuse(403, 'NOT_FOR_YOUR_PROFILE', 'Your profile does not do this.');
  const own = (me, thing) => (thing && reach(me).includes(thing.customer) ? thing : refuse(404, 'NO_SUCH_THING', 'There is no such thing here.'));
  const listAssets = (me, asked) => {
    const expiry = (one) => terms((known) => one.agreementNos.includes(known.agreementNo) && known.state === 'IN_FORCE').map((known) => known.until).sort()[0] ?? '9';
    const soon = asked.has('expiringInDays') ? day(now() + asked.get('expiringInDays') * 86_400_000) : '9';
    const matches = db.assets.filter((one) => reach(me).includes(one.customer) && says(asked, one.serialNo, one.hostname, one.sku, locationOf(one.location).title) && is(asked, 'customer', one.customer)
      && is(asked, 'location', one.location) && is(asked, 'sku', one.sku) && is(asked, 'lifecycle', one.lifecycle) && (!asked.has('agreement') || one.agreementNos.includes(asked.get('agreement'))) && expiry(one) <= soon);
    const keys = { hostname: (one) => one.hostname ?? one.serialNo, serialNo: (one) => one.serialNo, sku: (one) => one.sku, location: (one) => locationOf(one.location).title, expiry };
    return page(asked, 'assets', ordered(matches, asked.get('order') ?? 'hostname', keys), showAsset);
  };
  const addAsset = (me, asked, body) => {
    only(me, 'CUSTOMER_ADMIN', 'PARTNER');
    const [other, { title, address = {} }] = [assetOf(body.serialNo), body.location ?? {}];
    const customer = me.profile === 'PARTNER' ? db.customers.find((one) => one.title === body.customerTitle)?.code : me.customer;
    refuseFields([
      needed(body, 'serialNo', 'The serial number is missing.'), needed(body, 'sku', 'The product is missing.'), needed(body, 'location.title', 'The location needs a title.'),
      ...['line1', 'town', 'countryCode'].map((name) => needed(body, `location.address.${name}`, 'An asset stands at a full address.')),
      other && (reach(me).includes(other.customer) ? ['serialNo', 'ALREADY_YOURS', 'This asset is on your list already.'] : ['serialNo', 'TAKEN', 'Somebody else has this asset.']),
      customer ? null : ['customerTitle', 'UNKNOWN', 'You do not look after a customer of that title.'],
      NOT_SERVED.includes(address.countryCode) && ['location.address.countryCode', 'NOT_SERVED', 'The service is not available in that country.'],
    ]);
    let at = db.locations.find((one) => one.customer === customer && one.title === title);
    if (!at) db.locations.push((at = { code: `L-${db.locations.length + 1}`, customer, title, zone: null, address: pick(address, 'line1', 'zip', 'town', 'countryCode') }));
    const agreementNos = db.agreements.filter((one) => one.customer === customer && one.orderNo === body.orderNo).map((one) => one.agreementNo);
    const told = pick(body, 'hostname', 'sku', 'lifecycle', 'acquiredFrom', 'orderNo', 'replacesSerialNo', 'firmware');
    const asset = { ...told, serialNo: body.serialNo.trim().toUpperCase(), customer, location: at.code, agreementNos, registeredOn: day(now()), modifiedAt: now() };
    db.assets.push(asset);
    return [201, { ...showAsset(asset), registeredBy: me.fullName }];
  };
  const listTickets = (me, asked) => {
    only(me, ...STAFF);
    const matches = db.tickets.filter((one) => one.customer === me.customer && is(asked, 'severity', one.severity) && is(asked, 'origin', one.origin) && is(asked, 'awaiting', one.awaiting ?? 'NOBODY')
      && is(asked, 'active', String(one.phase !== 'DONE')) && is(asked, 'onlyMine', String(one.raised.personId === me.personId)) && (!asked.has('asset') || [one.asset, ...one.relatedAssets].includes(asked.get('asset')))
      && says(asked, one.ref, one.subject, one.body, one.customerRef, one.asset, one.asset && brief(one.asset).hostname, one.assetNote?.hostname));
    const due = (one) => String(dueAt(one)).padStart(15, '0');
    // The queue: what waits for the customer, then what nobody has answered by its due time; what is over comes last.
    const queue = (one) => [one.phase === 'DONE', one.awaiting !== 'CUSTOMER', one.metAt !== null].map(Number).join('') + due(one);
    return page(asked, 'tickets', ordered(matches, asked.get('order') ?? 'queue', { queue, due, raised: (one) => one.raised.at, touched: (one) => one.touchedAt, severity: (one) => one.severity + due(one) }), showInList);
  };
  const addTicket = (me, asked, body) => {
    only(me, ...STAFF);
    const mine = (serialNo) => (assetOf(serialNo)?.customer === me.customer ? assetOf(serialNo).serialNo : null);
    const [at, asset, relatedAssets, wish] = [now(), mine(body.assetSerialNo), (body.relatedAssets ?? []).map(mine), body.contact ?? {}];
    const to = wish.personId ? db.people.find((one) => one.personId === wish.personId && one.customer === me.customer) : me;
    refuseFields([
      MINUTES[body.severity] ? null : ['severity', 'UNKNOWN', 'Severities are S1 to S4.'], !asset && body.assetSerialNo && ['assetSerialNo', 'UNKNOWN', 'You have no asset of that serial number.'],
      !body.assetSerialNo && needed(body, 'assetNote.hostname', 'Name the asset.'), relatedAssets.includes(null) && ['relatedAssets', 'UNKNOWN', 'You have no such further asset.'],
      needed(body, 'subject', 'A subject is needed.'), body.severity !== 'S1' && needed(body, 'body', 'Describe it.'), to ? null : ['contact.personId', 'UNKNOWN', 'Nobody of that id can be spoken to.'],
    ]);
    const because = ['S1', 'S2'].includes(body.severity) && { SENIOR: 'SENIOR_CONTACT', CERTIFIED: 'CERTIFICATE' }[me.listed];
    const ticket = {
      ...pick(body, 'severity', 'subject', 'body', 'firmware', 'networkDown', 'customerRef', 'faultSince', 'assetNote'), ref: `INC00${42200 + db.tickets.length}`, customer: me.customer, origin: 'PORTAL', phase: 'NEW', awaiting: 'VENDOR',
      asset, relatedAssets, raised: { at, by: me.fullName, personId: me.personId }, touchedAt: at, seniorQueue: because ? { because } : null, metAt: null, metBy: null,
      contact: { name: to.fullName, via: wish.via ?? 'PHONE', address: wish.address ?? (wish.via === 'MAIL' ? to.mail : to.tel), hours: wish.hours ?? null },
      log: [{ seq: 1, at, type: 'RAISED', actor: { name: me.fullName, side: 'CUSTOMER' }, text: null }],
    };
    db.tickets.push(ticket);
    return [201, showTicket(ticket)];
  };
  // The roster. Every change answers with all of it.
  const seniors = (code) => db.people.filter((one) => one.customer === code && one.listed === 'SENIOR');
  const roster = (me, asked) => {
    const code = reach(me).includes(asked.get('customer')) ? asked.get('customer') : reach(me)[0];
    return { people: db.people.filter((one) => one.customer === code && one.listed).map(zoned), limits: { fewest: FEWEST_SENIOR, most: MOST_SENIOR }, self: me.listed && me.personId };
  };
  const checkPerson = (me, body, self) => refuseFields([
    needed(body, 'fullName', 'A name is needed.'), /^\S+@\S+\.\S+$/.test(body.mail) ? null : ['mail', 'FORMAT', 'That is no e-mail address.'], /^\+[\d ()-]{6,}$/.test(body.tel) ? null : ['tel', 'FORMAT', 'Telephone numbers begin with + and the country.'],
    body.timezone && !Intl.supportedValuesOf('timeZone').includes(body.timezone) && ['timezone', 'UNKNOWN', 'That time zone is not known.'],
    seniors(me.customer).some((one) => one.personId !== self && one.mail === body.mail) && ['mail', 'ALREADY_LISTED', 'Somebody with this address is on the roster already.'],
  ]);
  const made = (me, body) => ({ ...pick(body, 'fullName', 'mail', 'tel', 'country', 'hours', 'badge'), personId: `u-${randomUUID().slice(0, 8)}`, customer: me.customer, zone: body.timezone ?? null, listed: 'SENIOR' });
  const listedPerson = (me, id) => db.people.find((one) => one.personId === id && one.customer === me.customer && one.listed) ?? refuse(404, 'NO_SUCH_THING', 'There is no such person on the roster.');
  const addPerson = (me, asked, body, outId) => {
    only(me, 'CUSTOMER_ADMIN');
    const out = outId && listedPerson(me, outId);
    checkPerson(me, body, outId);
    if (!out && seniors(me.customer).length >= MOST_SENIOR) refuse(422, 'ROSTER_FULL', 'Six people are on the roster, and six is the most.');
    db.people.splice(out ? db.people.indexOf(out) : db.people.length, 0, made(me, body));
    if (out) out.listed = null;
    return [201, roster(me, asked)];
  };
  const removePerson = (me, asked, body, id) => {
    only(me, 'CUSTOMER_ADMIN');
    const out = listedPerson(me, id);
    if (out.listed === 'SENIOR' && seniors(me.customer).length <= FEWEST_SENIOR && asked.get('reason') !== 'DEPARTED') refuse(422, 'ROSTER_TOO_SMALL', 'Two people is the fewest. Replace one, or say that the person has left.');
    out.listed = null;
    return roster(me, asked);
  };
  const changePerson = (me, asked, body, id) => {
    const who = listedPerson(me, id === 'self' ? me.personId : id);
    if (who.personId !== me.personId) only(me, 'CUSTOMER_ADMIN');
    checkPerson(me, { ...who, ...body }, who.personId);
    const { timezone: zone = who.zone, ...told } = body;
    Object.assign(who, pick({ ...who, ...told }, 'fullName', 'mail', 'tel', 'hours', 'country'), { zone });
    return roster(me, asked);
  };
  const whoami = (me) => ({ user: zoned(me), profile: me.profile, customer: customerOf(me.customer), manages: me.profile === 'PARTNER' ? reach(me).map(customerOf) : [] });
  const counted = (one) => ({ ...one, customer: customerOf(one.customer), assetCount: db.assets.filter((asset) => asset.agreementNos.includes(one.agreementNo)).length });
  const agreements = (me) => ({ agreements: db.agreements.filter((one) => reach(me).includes(one.customer)).map(counted) });
  const catalog = (me) => {
    only(me, 'CUSTOMER_ADMIN', 'PARTNER');
    const of = (list, code) => list.filter((one) => one.customer === code);
    const orders = (code) => [...new Set(of(db.agreements, code).map((one) => one.orderNo))].map((orderNo) => ({ orderNo, agreements: terms((one) => one.customer === code && one.orderNo === orderNo) }));
    const show = (one) => ({ ...one, assetCount: of(db.assets, one.code).length, orders: orders(one.code), locations: of(db.locations, one.code).map(zoned) });
    return { customers: db.customers.filter((one) => reach(me).includes(one.code)).map(show), products: db.products };
  };
  const ROUTES = [
    ['GET', 'whoami', whoami], ['GET', 'agreements', agreements], ['GET', 'catalog', catalog],
    ['GET', 'assets', listAssets], ['POST', 'assets', addAsset], ['GET', 'assets/:', (me, asked, body, id) => showAsset(own(me, assetOf(id)))],
    ['GET', 'tickets', listTickets], ['POST', 'tickets', addTicket], ['GET', 'tickets/:', (me, asked, body, id) => only(me, ...STAFF) && showTicket(own(me, db.tickets.find((one) => one.ref === id)))],
    ['GET', 'people', roster], ['POST', 'people', addPerson], ['PATCH', 'people/:', changePerson], ['DELETE', 'people/:', removePerson], ['POST', 'people/:/replacement', addPerson],
  ].map(([method, path, run]) => ({ method, run, path: new RegExp(`^/rest/${path.replace(':', '([^/]+)')}$`) }));
  return (method, path, asked, sent, personId) => {
    const person = db.people.find((one) => one.personId === personId) ?? refuse(401, 'NO_TOKEN', 'A bearer token is needed, and one that has not run out.');
    const here = ROUTES.filter((route) => route.path.test(path));
    const route = here.find((one) => one.method === method) ?? refuse(here.length ? 405 : 404, 'NO_SUCH_THING', 'There is no such thing here.');
    const said = route.run({ ...person, profile: db.profiles[personId] }, asked, read(sent), decodeURIComponent(route.path.exec(path)[1] ?? ''));
    return Array.isArray(said) ? { status: said[0], json: said[1] } : { status: 200, json: said };
  };
}
