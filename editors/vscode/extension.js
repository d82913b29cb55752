// Starts `belay lsp` for runbooks, and runs what the code lenses name in a terminal.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function program() {
  return workspace.getConfiguration("belay").get("command");
}

function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

exports.activate = async (context) => {
  for (const name of ["plan", "rehearse", "test"]) {
    context.subscriptions.push(
      commands.registerCommand(`belay.${name}`, (path) => {
        const terminal = window.createTerminal(`belay ${name}`);
        terminal.show();
        terminal.sendText([program(), name, path].map(quoted).join(" "));
      })
    );
  }
  client = new LanguageClient(
    "belay",
    "Belay",
    { command: program(), args: ["lsp"] },
    {
      documentSelector: [{ language: "belay" }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.runbook") },
    }
  );
  await client.start();
};

exports.deactivate = () => client && client.stop();
