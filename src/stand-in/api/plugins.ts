/** The plugins of Kong's open-source build with the order in which they run, as GET / lists them. */
import type { Kong } from '../kong.ts';

const PRIORITIES: Record<string, number> = {
  acl: 950,
  acme: 1705,
  'ai-prompt-decorator': 772,
  'ai-prompt-guard': 771,
  'ai-prompt-template': 773,
  'ai-proxy': 770,
  'ai-request-transformer': 777,
  'ai-response-transformer': 768,
  'aws-lambda': 750,
  'azure-functions': 749,
  'basic-auth': 1100,
  'bot-detection': 2500,
  'correlation-id': 100001,
  cors: 2000,
  datadog: 10,
  'file-log': 9,
  'grpc-gateway': 998,
  'grpc-web': 3,
  'hmac-auth': 1030,
  'http-log': 12,
  'ip-restriction': 990,
  jwt: 1450,
  'key-auth': 1250,
  'ldap-auth': 1200,
  loggly: 6,
  oauth2: 1400,
  opentelemetry: 14,
  'post-function': -1000,
  'pre-function': 1000000,
  prometheus: 13,
  'proxy-cache': 100,
  'rate-limiting': 910,
  redirect: 779,
  'request-size-limiting': 951,
  'request-termination': 2,
  'request-transformer': 801,
  'response-ratelimiting': 900,
  'response-transformer': 800,
  session: 1900,
  'standard-webhooks': 760,
  statsd: 11,
  syslog: 4,
  'tcp-log': 7,
  'udp-log': 8,
  zipkin: 100000,
};

/** Of a plugin that Kong does not bring. */
const SOME_PRIORITY = 1000;

export const loadedPlugins = ({ registry }: Kong): string[] => registry.names('plugins');

export const available = (kong: Kong): Record<string, { version: string; priority: number }> =>
  Object.fromEntries(
    loadedPlugins(kong).map((name) => [
      name,
      { version: '3.10.0', priority: PRIORITIES[name] ?? SOME_PRIORITY },
    ]),
  );
