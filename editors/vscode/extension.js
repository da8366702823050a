// Starts `csec lsp` for the languages that describe containers.
const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

exports.activate = () => {
  const settings = workspace.getConfiguration('csec');
  const policy = settings.get('policy');
  client = new LanguageClient('csec', 'ContainerSecurity', {
    command: settings.get('path'),
    args: ['lsp', ...(policy ? ['--policy', policy] : [])],
  }, {
    documentSelector: ['yaml', 'helm', 'dockerfile', 'dockercompose', 'json', 'jsonc'].map(language => ({ scheme: 'file', language })),
    synchronize: { fileEvents: workspace.createFileSystemWatcher('**/{container-policy.yaml,container-policy.yml,Chart.yaml,values*.yaml}') },
  });
  return client.start();
};

exports.deactivate = () => client?.stop();
