// Lists the tools of a server, calls the ones it is told on its standard input, and writes what came to its standard output.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
const { url, key, calls } = JSON.parse(input);

const client = new Client({ name: 'kith-test', version: '1' });
await client.connect(
  new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { Authorization: `Bearer ${key}` } },
  }),
);

const { tools } = await client.listTools();
const results = [];
for (const call of calls) {
  const progress = [];
  const answer = await client.callTool(call, undefined, {
    timeout: 60_000,
    onprogress: (step) => progress.push(step),
  });
  results.push({ name: call.name, isError: answer.isError === true, content: answer.content,
    structuredContent: answer.structuredContent, progress });
}
await client.close();
process.stdout.write(JSON.stringify({ server: client.getServerVersion(), tools, results }));
