import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExpression, type Mistake } from '../../../src/schema/checks/expression/index.ts';

/** The text that the mistake points at. */
const pointedAt = (text: string, { from, to }: Mistake) => text.slice(from, to);

describe('what the router takes', () => {
  test.each([
    'http.path == "/a"',
    'http.path=="/a"',
    '\t(http.path ^= "/a"\r\n&& http.host =^ ".test")\n|| !( (http.method != "GET") )',
    'http.headers.x_tenant contains "a" && any(lower(http.queries.page)) == "1"',
    'lower(any(http.headers.X)) ~ r#"^a"b\\d$"#',
    'http.path.segments.0 == "" || http.path.segments.2_10 == "a/b" || http.path.segments.len >= 2',
    'net.src.port > -1 && net.dst.port <= 0xFFff && net.port < 0777 && net.src.port == 0',
    'net.src.port == 9223372036854775807 || net.src.port == -9223372036854775808',
    'net.src.ip == ::1 || net.dst.ip != 10.0.0.1',
    'net.src.ip in 0.0.0.0/0 || net.src.ip not in fe80::/10 || net.src.ip not\nin ::/0',
    'tls.sni == "ü\\"\\\\\\n\\r\\t" && net.protocol == "https"',
    `${'('.repeat(5000)}http.path == "/"${')'.repeat(5000)}`,
  ])('%s', (text) => expect(checkExpression(text, 'http')).toBeUndefined());
});

describe('what it refuses, and where', () => {
  test.each([
    // grammar
    ['', ''],
    ['http.path', ''],
    ['http.path ==', ''],
    ['http.path = "/a"', '='],
    ['http.path === "/a"', '='],
    ['http.path == "/a" &&', ''],
    ['http.path == "/a" and http.path == "/b"', 'and'],
    ['http.path == "/a" # c', '#'],
    ['http.path == "/a"\u00a0', '\u00a0'],
    ['(http.path == "/a"', '('],
    ['http.path == "/a")', ')'],
    ['()', ')'],
    ['!http.path == "/a"', '!'],
    ['!!(http.path == "/a")', '!'],
    ['not (http.path == "/a")', 'not'],
    ['http.headers.x-a == "b"', '-'],
    ['http.path not contains "a"', 'not'],
    ['http.path == http.host', 'http.host'],
    ['"/a" == http.path', '"'],
    ['lower(http.path == "/a"', '=='],
    // literals
    ["http.path == '/a'", "'"],
    ['http.path == "/a', '"/a'],
    ['http.path == r#"/a"', 'r#"/a"'],
    ['http.path == r"/a"', 'r'],
    ['http.path == "a\\xb"', '\\x'],
    ['net.dst.port == 0o120', 'o120'],
    ['net.dst.port == 1.5', '.5'],
    ['net.dst.port == 9223372036854775808', '9223372036854775808'],
    ['net.src.ip == 10.0.0.256', '10.0.0.256'],
    ['net.src.ip == 010.0.0.1', '010.0.0.1'],
    ['net.src.ip in 10.0.0.0/33', '10.0.0.0/33'],
    ['net.src.ip in 10.0.0.1/8', '10.0.0.1/8'],
    ['net.src.ip in fe80::1/64', 'fe80::1/64'],
    ['net.src.ip == ::ffff:1.2.3.4', '.2.3.4'],
    // fields and functions
    ['http.pth == "/a"', 'http.pth'],
    ['HTTP.PATH == "/a"', 'HTTP.PATH'],
    ['http.headers == "a"', 'http.headers'],
    ['http.headers.a.b == "c"', 'http.headers.a.b'],
    ['http.path.segments.01 == "a"', 'http.path.segments.01'],
    ['http.path.segments.2_1 == "a"', 'http.path.segments.2_1'],
    ['http.path.segments. == "a"', 'http.path.segments.'],
    ['upper(http.path) == "/A"', 'upper'],
    // types
    ['net.dst.port == "80"', '"80"'],
    ['http.path == 80', '80'],
    ['net.src.ip == 10.0.0.0/8', '10.0.0.0/8'],
    ['net.src.ip in 10.0.0.1', '10.0.0.1'],
    ['net.src.ip > 10.0.0.1', '>'],
    ['http.path > "a"', '>'],
    ['http.path in "a"', 'in'],
    ['net.dst.port ~ "8"', '~'],
    ['net.dst.port ^= 8', '^='],
    ['lower(net.dst.port) == 80', 'lower'],
    // regular expressions
    ['http.path ~ "a(?=b)"', '"a(?=b)"'],
    ['http.path ~ r#"(a)\\1"#', 'r#"(a)\\1"#'],
  ])('%s: %j', (text, place) => {
    const mistake = checkExpression(text, 'http');
    expect(mistake && pointedAt(text, mistake)).toBe(place);
  });

  test.each(['http.path == "/"', 'http.headers.a == "b"', 'http.path.segments.len == 1'])(
    'of another subsystem: %s',
    (text) => expect(checkExpression(text, 'stream')?.message).toMatch(/^has the field http/),
  );

  test('says which regular expressions could not be checked, if all else is right', () => {
    const large = 'http.path ~ "(a{1000}){300}"';
    expect(checkExpression(large, 'http')?.severity).toBe('warning');
    expect(checkExpression(`${large} && x`, 'http')?.severity).toBeUndefined();
  });
});

describe('any text', () => {
  const pieces = [
    'http.path',
    'net.src.ip',
    ' == ',
    ' in ',
    '"a"',
    '10.0.0.0/8',
    '&&',
    '||',
    '!',
    '(',
    ')',
    '"',
    '\\',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join('')),
  );

  test('gets a verdict that points into it', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('http' as const, 'stream' as const), (expression, subsystem) => {
        const mistake = checkExpression(expression, subsystem);
        if (!mistake) return;
        expect(mistake.message).toMatch(/^\w/);
        expect(mistake.from).toBeGreaterThanOrEqual(0);
        expect(mistake.to).toBeGreaterThanOrEqual(mistake.from);
        expect(mistake.to).toBeLessThanOrEqual(expression.length);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['(', ''],
    ['!(', ''],
    ['any(', ''],
    ['http.path == "a" && ', ''],
    ['http.path == "', 'a'],
    [' ', 'x'],
    ['0', '0'],
    ['http.path ~ "((((" && ', ''],
    ['net.src.ip == ::', ':'],
  ])('in bounded time, however long: %s', (start, more) => {
    const long = start.repeat(200_000) + more.repeat(1_000_000);
    const before = performance.now();
    expect(checkExpression(long, 'http')).toBeDefined();
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
