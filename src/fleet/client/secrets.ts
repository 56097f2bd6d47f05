/** The files that reaching a node takes: certificates, keys, tokens. Each is read once, before anything is sent. */
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Diagnostic } from '../../diagnostic.ts';
import type { FleetNode, TlsSettings } from '../node.ts';

/** Given for all nodes; what a node has of its own stands above. */
export interface Reach {
  headers: Readonly<Record<string, string>>;
  tokenFile?: string;
  token?: string;
  tls: TlsSettings;
}

export interface Keys {
  context?: SecureContext;
  token?: string;
}

export class KeyRing {
  readonly problems: { file: string; diagnostic: Diagnostic }[] = [];
  readonly #files = new Map<string, Buffer | undefined>();
  readonly #contexts = new Map<string, SecureContext | undefined>();
  readonly #reach: Reach;

  constructor(reach: Reach) {
    this.#reach = reach;
  }

  keysOf(node: FleetNode): Keys {
    const token = this.#token(node);
    const context = node.url.startsWith('https')
      ? this.#context({ ...this.#reach.tls, ...node.tls })
      : undefined;
    return { ...(token ? { token } : {}), ...(context ? { context } : {}) };
  }

  #token({ headers, tokenFile }: FleetNode): string | undefined {
    if (headers['kong-admin-token'] !== undefined) return undefined;
    const file = tokenFile ?? this.#reach.tokenFile;
    if (!file) return this.#reach.token;
    const token = this.#read(file, 'the token')?.toString().trim();
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
      this.#complain(file, `${file} holds no token: one word is expected`);
      return undefined;
    }
    return token;
  }

  /** One for all nodes with the same files: its memory is not small. */
  #context({ caCertFile, clientCertFile, clientKeyFile }: TlsSettings): SecureContext | undefined {
    const id = JSON.stringify([caCertFile, clientCertFile, clientKeyFile]);
    if (this.#contexts.has(id)) return this.#contexts.get(id);
    if (!clientCertFile !== !clientKeyFile)
      this.#complain(
        `${clientCertFile ?? clientKeyFile}`,
        clientCertFile
          ? 'a client certificate needs its key, too'
          : 'a client key needs its certificate, too',
      );
    const ca = caCertFile ? this.#read(caCertFile, 'the CA certificate') : undefined;
    const cert = clientCertFile ? this.#read(clientCertFile, 'the client certificate') : undefined;
    const key = clientKeyFile ? this.#read(clientKeyFile, 'the client key') : undefined;
    let context: SecureContext | undefined;
    try {
      context = createSecureContext({ ca, cert, key });
    } catch {
      const files = [caCertFile, clientCertFile, clientKeyFile].filter(Boolean).join(', ');
      this.#complain(
        files,
        `what is in ${files} cannot be used: PEM is expected, and a key that fits its certificate`,
      );
    }
    this.#contexts.set(id, context);
    return context;
  }

  #read(file: string, what: string): Buffer | undefined {
    if (this.#files.has(file)) return this.#files.get(file);
    let content: Buffer | undefined;
    try {
      content = readFileSync(file);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const why = code === 'ENOENT' ? 'there is no such file' : `the system says ${code}`;
      this.#complain(file, `cannot read ${what} in ${file}: ${why}`);
    }
    this.#files.set(file, content);
    return content;
  }

  #complain(file: string, message: string): void {
    if (this.problems.some(({ diagnostic }) => diagnostic.message === message)) return;
    this.problems.push({ file, diagnostic: { code: 'unreadable-file', severity: 'error', message } });
  }
}
