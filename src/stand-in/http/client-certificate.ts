/** Whether a client has shown the certificate that it must (docs/kong/admin-api-observed.md section 14). */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type Answer, page } from './answer.ts';

const NONE = page(400, 'Bad Request', '<p>No required SSL certificate was sent</p>');
const WRONG = page(400, 'Bad Request', '<p>The SSL certificate error</p>');

/** The handshake succeeds either way; the answer is nginx's. */
export function certificateProblem({ socket }: IncomingMessage): Answer | undefined {
  if (!(socket instanceof TLSSocket) || socket.authorized) return undefined;
  const shown = socket.getPeerCertificate();
  return shown && Object.keys(shown).length > 0 ? WRONG : NONE;
}
