// Opens a manifest in the server as an editor does, applies its fix, and says what the server told of it before and after.
const { spawn } = require('node:child_process');
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter, InitializeRequest, InitializedNotification, DidOpenTextDocumentNotification,
  DidChangeTextDocumentNotification, PublishDiagnosticsNotification, CodeActionRequest, HoverRequest, ShutdownRequest, ExitNotification } =
  require('vscode-languageserver-protocol/node');

const [dll, text] = process.argv.slice(2);
const server = spawn('dotnet', [dll, 'lsp', '--stdio', `--clientProcessId=${process.pid}`], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
const uri = 'untitled:pod.yaml', waiting = new Map();
connection.onNotification(PublishDiagnosticsNotification.type, p => waiting.get(p.version)?.(p.diagnostics));
connection.listen();
const told = version => new Promise(resolve => waiting.set(version, resolve));

(async () => {
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification(InitializedNotification.type, {});
  const first = told(1);
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  const before = await first;
  const finding = before.find(d => d.code === 'CSEC2001');
  const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: finding.range.start });
  const actions = await connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: finding.range, context: { diagnostics: [finding] } });
  const fix = actions.find(a => a.title.startsWith('Fix CSEC2001'));
  const second = told(2);
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: fix.edit.changes[uri].map(e => ({ range: e.range, text: e.newText })),
  });
  const after = await second;
  await connection.sendRequest(ShutdownRequest.type);
  const ended = new Promise(resolve => server.on('exit', resolve));
  await connection.sendNotification(ExitNotification.type);
  console.log(JSON.stringify({ before: before.map(d => d.code), hover: hover.contents.value, after: after.map(d => d.code), exit: await ended }));
  connection.dispose();
})().catch(e => { console.error(e); server.kill(); process.exit(1); });
