import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Findings } from '../../src/reporters/findings.ts';
import { junit } from '../../src/reporters/junit.ts';
import { duplicate, file, found, mixed, nasty, nastyName, twice, unreadable } from './samples.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** All elements of a report, in order. The parser throws at whatever is not well-formed. */
function elementsOf(findings: Findings): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    if (open.length > 0) open.at(-1)!.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(junit(findings)).close();
  return elements;
}

const named = (elements: Element[], name: string) => elements.filter((element) => element.name === name);

test('a suite a file, a test a finding, as frozen here', () => {
  expect(junit(mixed)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="dbless" tests="4" failures="2" errors="0">
  <testsuite name="kong.yml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="line 5, column 11: service &quot;orders&quot; has the name of another service" classname="kong.yml" file="kong.yml" line="5"><failure message="service &quot;orders&quot; has the name of another service" type="uniqueness-violation">kong.yml:5:11
first declared here: kong.yml:3:11
help: rename one of them</failure></testcase>
    <testcase name="line 8, column 5: the key &quot;host&quot; is written twice, and the last one wins" classname="kong.yml" file="kong.yml" line="8"><system-out>warning: the key &quot;host&quot; is written twice, and the last one wins [duplicate-key]
kong.yml:8:5</system-out></testcase>
  </testsuite>
  <testsuite name="gone.yml" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="cannot read &quot;gone.yml&quot;" classname="gone.yml" file="gone.yml"><failure message="cannot read &quot;gone.yml&quot;" type="unreadable-file">gone.yml</failure></testcase>
  </testsuite>
  <testsuite name="good.yml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="is valid" classname="good.yml" file="good.yml"/>
  </testsuite>
</testsuites>
`);
});

describe('any text makes well-formed XML', () => {
  test('and survives but for what XML cannot hold', () => {
    const [, suite, testcase] = elementsOf(found(file(nastyName, nasty)));
    const message = nasty.message.replace(/[\u001b\u0000\ud800\ufffe]/g, '\ufffd');
    expect(suite?.attributes['name']).toBe(nastyName);
    expect(testcase?.attributes['name']).toBe(`line 2, column 3: ${message}`);
  });

  test('whatever the character', () => {
    const characters = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code));
    const odd = ['\u2028', '\ud800', '\udc00', '\ufdd0', '\ufffe', '\uffff', '\u{1fffe}', '\u{10ffff}'];
    const message = [...characters, ...odd].join('');
    const failure = named(
      elementsOf(found(file(message, { ...duplicate, message, help: message }))),
      'failure',
    )[0];
    expect(failure?.attributes['message']).toContain('\ufffd !"#$%&\'()*+,-./0123456789:;<=>?@ABC');
    expect(failure?.text).toContain('\t\n\ufffd\ufffd\r\ufffd');
    expect(failure?.attributes['message']).toContain('\t\n\ufffd\ufffd\r\ufffd');
  });
});

test('the counts are those of the tests in it', () => {
  const elements = elementsOf(
    found(file('a.yml', duplicate, twice, unreadable), file('b.yml', twice), file('c.yml')),
  );
  const [all] = named(elements, 'testsuites');
  expect(all?.attributes).toMatchObject({ tests: '5', failures: '2' });
  expect(named(elements, 'testcase')).toHaveLength(5);
  expect(named(elements, 'failure')).toHaveLength(2);
  expect(named(elements, 'testsuite').map(({ attributes }) => attributes['tests'])).toEqual(['3', '1', '1']);
});
