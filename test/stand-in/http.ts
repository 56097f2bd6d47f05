/** A client that does as told, wrong things included. */
import { request as plain } from 'node:http';
import { type RequestOptions, request as secure } from 'node:https';
import { onTestFinished } from 'vitest';
import { type Node, type NodeOptions, startNode } from '../../src/stand-in/index.ts';

export interface Reply {
  status: number;
  type: string | null;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at in many ways
  json: any;
}

export interface Asked extends RequestOptions {
  body?: string | Buffer;
  type?: string;
  /** Sent with Transfer-Encoding: chunked. */
  chunked?: boolean;
}

/** Ended with the test. */
export async function node(options: NodeOptions = {}): Promise<Node> {
  const started = await startNode(options);
  onTestFinished(() => started.close());
  return started;
}

export function ask(base: string, path: string, asked: Asked = {}): Promise<Reply> {
  const { body, type, chunked, headers, ...options } = asked;
  const length = body === undefined || chunked ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const all = {
    ...(type ? { 'Content-Type': type } : {}),
    ...length,
    ...(headers as Record<string, string>),
  };
  return new Promise((resolve, reject) => {
    const send = base.startsWith('https') ? secure : plain;
    const request = send(base + path, { agent: false, ...options, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const contentType = response.headers['content-type'] ?? null;
        resolve({
          status: response.statusCode!,
          type: contentType,
          headers: response.headers,
          text,
          json: contentType?.startsWith('application/json') ? parsed(text) : undefined,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

export const push = (base: string, body: string | Buffer, query = '', asked: Asked = {}): Promise<Reply> =>
  ask(base, `/config${query}`, { method: 'POST', type: 'text/yaml', body, ...asked });

export const hashOf = async (base: string): Promise<string> =>
  (await ask(base, '/status')).json.configuration_hash;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
