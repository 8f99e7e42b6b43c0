// A proxy on loopback, as one stands before a portal: it speaks TLS, or passes pages of one release and files of another.

import http from 'node:http';
import https from 'node:https';
import { generate } from 'selfsigned';

/**
 * Whom it asks; may be changed at any time.
 * @typedef {{ pages: string, files: string, api: string }} Ask addresses of servers
 * @typedef {{ url: string, ask: Ask, asked: string[], stop: () => Promise<void> }} Proxy
 */

/**
 * Over plain HTTP.
 * @param {Ask} ask
 * @returns {Promise<Proxy>}
 */
export const proxy = (ask) => listening(ask, http.createServer(), 'http');

/**
 * With TLS and a certificate that nobody has signed. Whom it asks is set once its address is known.
 * @returns {Promise<Proxy>}
 */
export async function tlsProxy() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  return listening({ pages: '', files: '', api: '' }, https.createServer({ key, cert }), 'https');
}

async function listening(ask, server, scheme) {
  const asked = [];
  server.on('request', (incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, 'http://portal');
    const kind = pathname.startsWith('/v1/') ? 'api' : pathname.includes('.') ? 'files' : 'pages';
    asked.push(pathname);
    const passed = http.request(new URL(incoming.url, ask[kind]), { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise((told) => server.listen(0, '127.0.0.1', told));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((told) => server.close(told));
  };
  return { url: `${scheme}://127.0.0.1:${server.address().port}`, ask, asked, stop };
}
