// The identity provider of somebody else's API: OAuth 2 authorization code with PKCE (S256) for a public client. It remembers a
// browser by a cookie of its own, so that whoever loads the page anew passes without typing again.
import { createHash, randomBytes } from 'node:crypto';
const [CLIENT, TOKEN_SECONDS, CODE_MS] = ['portal', 3600, 60_000];
const secret = () => randomBytes(24).toString('base64url');
const text = (words) => String(words ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const address = (words) => (words && URL.canParse(words) ? new URL(words) : null);

export function identityProvider({ people, profiles, password }, now) {
  const [sessions, codes, tokens] = [new Map(), new Map(), new Map()];
  const sessionOf = (req) => sessions.get(/(?:^|;\s*)idp_session=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1]);
  const html = (status, body, headers = {}) => ({
    status, type: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': "default-src 'none'; form-action 'self'", ...headers },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><main><h1>Sign in to the support desk</h1>${body}</main></html>`,
  });
  const form = (asked, wrong = '') => {
    const kept = [...asked].filter(([name]) => !['email', 'password'].includes(name));
    const hidden = kept.map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`).join('');
    return html(wrong ? 401 : 200, `${wrong && `<p role="alert">${wrong}</p>`}<form method="post" action="/idp/authorize">${hidden}
      <p><label>E-mail <input name="email" type="email" autocomplete="username" value="${text(asked.get('email'))}"></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="current-password"></label></p><p><button>Continue</button></p></form>`);
  };
  const back = (asked, answer, headers) => {
    const to = new URL(asked.get('redirect_uri'));
    Object.entries({ ...answer, state: asked.get('state') ?? '' }).forEach(([name, value]) => to.searchParams.set(name, value));
    return { status: 303, headers: { Location: to.href, ...headers } };
  };
  const pass = (asked, session, headers) => {
    const code = secret();
    codes.set(code, { session, until: now() + CODE_MS, challenge: asked.get('code_challenge'), redirect: asked.get('redirect_uri') });
    return back(asked, { code }, headers);
  };
  const authorize = (req, asked) => {
    // Only back to where it came from, only for this client, and never without proof key.
    const known = asked.get('client_id') === CLIENT && address(asked.get('redirect_uri'))?.host === req.headers.host;
    const proves = asked.get('response_type') === 'code' && asked.get('code_challenge_method') === 'S256' && asked.get('code_challenge');
    if (!known || !proves) return html(400, '<p role="alert">Unknown client or redirect_uri, or no code with PKCE S256.</p>');
    const session = sessionOf(req);
    if (req.method === 'GET' && session && asked.get('prompt') !== 'login') return pass(asked, session);
    if (req.method === 'GET') return asked.get('prompt') === 'none' ? back(asked, { error: 'login_required' }) : form(asked);
    const person = people.find((one) => one.mail === asked.get('email')?.trim().toLowerCase() && profiles[one.personId]);
    if (!person || asked.get('password') !== password) return form(asked, 'E-mail or password is wrong.');
    const begun = { id: secret(), personId: person.personId };
    sessions.set(begun.id, begun);
    return pass(asked, begun, { 'Set-Cookie': `idp_session=${begun.id}; Path=/idp; HttpOnly; SameSite=Lax` });
  };
  const token = (req, asked) => {
    const found = codes.get(asked.get('code'));
    codes.delete(asked.get('code'));
    const proof = createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url');
    const right = proof === found?.challenge && found.until > now() && found.redirect === asked.get('redirect_uri') && asked.get('client_id') === CLIENT;
    if (!right || asked.get('grant_type') !== 'authorization_code') return { status: 400, json: { error: 'invalid_grant' } };
    const access_token = secret();
    tokens.set(access_token, { ...found.session, until: now() + TOKEN_SECONDS * 1000 });
    return { status: 200, json: { access_token, token_type: 'Bearer', expires_in: TOKEN_SECONDS }, headers: { 'Cache-Control': 'no-store' } };
  };
  const logout = (req, asked) => {
    const [id, to, headers] = [sessionOf(req)?.id, address(asked.get('post_logout_redirect_uri')), { 'Set-Cookie': 'idp_session=; Path=/idp; Max-Age=0' }];
    sessions.delete(id);
    tokens.forEach((held, key) => held.id === id && tokens.delete(key));
    return to?.host === req.headers.host ? { status: 303, headers: { ...headers, Location: to.href } } : html(200, '<p>You are signed out.</p>', headers);
  };
  const personOf = (req) => {
    const held = tokens.get(/^Bearer ([\w-]+)$/.exec(req.headers.authorization ?? '')?.[1]);
    return held?.until > now() ? held.personId : null;
  };
  const doors = { '/idp/authorize': authorize, '/idp/token': token, '/idp/logout': logout };
  return { answer: (req, path, asked) => doors[path]?.(req, asked), personOf };
}
