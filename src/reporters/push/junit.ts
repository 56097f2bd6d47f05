import { isFine, type NodeResult, type PushReport, sentenceOf } from '../../fleet/result.ts';
import { attributes, escaped } from '../junit.ts';
import type { PushLayout } from './index.ts';
import { helpOf } from './words.ts';

/** JUnit's XML: a suite for the push, a test for each node. */
export function junit({ nodes }: PushReport, { file }: PushLayout): string {
  const tests = nodes.length;
  const skipped = nodes.filter(({ outcome }) => outcome === 'not-tried').length;
  const failures = nodes.filter((node) => !isFine(node)).length - skipped;
  const sum = { tests, failures, errors: 0, skipped };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'dbless push', ...sum })}>`,
    `  <testsuite ${attributes({ name: file, ...sum })}>`,
    ...nodes.map((node) => test(node, file)),
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

function test(result: NodeResult, file: string): string {
  const { node, outcome, durationMs, diagnostics } = result;
  const about = attributes({ name: node.name, classname: node.url, time: (durationMs / 1000).toFixed(3) });
  if (isFine(result)) return `    <testcase ${about}/>`;
  const message = sentenceOf(result);
  if (outcome === 'not-tried')
    return `    <testcase ${about}><skipped ${attributes({ message })}/></testcase>`;
  const places = diagnostics.map(
    ({ at, message: said }) => `${file}${at ? `:${at.line}:${at.column}` : ''}: ${said}`,
  );
  const help = helpOf(result);
  const text = [...places, ...(help ? [`help: ${help}`] : [])].join('\n');
  return `    <testcase ${about}><failure ${attributes({ message, type: outcome })}>${escaped(text)}</failure></testcase>`;
}
