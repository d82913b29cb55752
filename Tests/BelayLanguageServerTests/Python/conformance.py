"""Speaks with `belay lsp` as a client that nobody here wrote: pygls, whose types are those of the specification.

    conformance.py BELAY FOLDER

FOLDER has deploy.runbook and lib/web.runbook. Prints a line for each request whose answer the types take, with what came;
fails at the first that they do not take.
"""

import asyncio
import pathlib
import sys

from lsprotocol import types
from pygls.lsp.client import LanguageClient

belay, folder = sys.argv[1], pathlib.Path(sys.argv[2])
path = folder / "deploy.runbook"
text = path.read_text()
uri = path.as_uri()


class Client(LanguageClient):
    """A client that fails on whatever the protocol does not know."""

    failed = None

    def report_server_error(self, error, source):
        self.failed = self.failed or f"{source}: {error}"


def place(word, skip=0, behind=False):
    """The position of a word in the runbook."""
    offset = -1
    for _ in range(skip + 1):
        offset = text.index(word, offset + 1)
    offset += len(word) if behind else 0
    line = text.count("\n", 0, offset)
    character = offset - (text.rfind("\n", 0, offset) + 1)
    return types.Position(line, character)


def told(name, value):
    print(f"{name}: {value}", flush=True)


async def main():
    client = Client("conformance", "1")
    diagnostics = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params):
        diagnostics.put_nowait(params)

    await client.start_io(belay, "lsp")
    document = types.TextDocumentIdentifier(uri)
    here = lambda word, skip=0, behind=False: dict(text_document=document, position=place(word, skip, behind))
    whole = types.Range(types.Position(0, 0), types.Position(text.count("\n") + 1, 0))

    started = await client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(
                general=types.GeneralClientCapabilities(position_encodings=["utf-8", "utf-16"]),
                workspace=types.WorkspaceClientCapabilities(
                    workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
                ),
                text_document=types.TextDocumentClientCapabilities(
                    completion=types.CompletionClientCapabilities(
                        completion_item=types.ClientCompletionItemOptions(snippet_support=True)
                    )
                ),
            ),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "here")],
        )
    )
    told("initialize", f"{started.server_info.name}, {started.capabilities.position_encoding}")
    client.initialized(types.InitializedParams())
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "belay", 1, text))
    )
    found = await asyncio.wait_for(diagnostics.get(), 20)
    told("publishDiagnostics", [(d.code, d.range.start.line, len(d.related_information or [])) for d in found.diagnostics])

    items = await client.text_document_completion_async(
        types.CompletionParams(**here("reload web", behind=False))
    )
    told("completion", [i.label for i in items.items if i.kind == types.CompletionItemKind.Function])
    at = await client.text_document_definition_async(types.DefinitionParams(**here("reload web")))
    told("definition", f"{pathlib.PurePath(at.uri).name}:{at.range.start.line}")
    at = await client.text_document_type_definition_async(types.TypeDefinitionParams(**here("$channel")))
    told("typeDefinition", f"{pathlib.PurePath(at.uri).name}:{at.range.start.line}" if at else None)
    hover = await client.text_document_hover_async(types.HoverParams(**here("reload web")))
    told("hover", " | ".join(hover.contents.value.split("\n\n")[1:3]))
    help = await client.text_document_signature_help_async(
        types.SignatureHelpParams(**here("reload web on ", behind=True))
    )
    told("signatureHelp", (help.signatures[0].label, help.signatures[0].active_parameter))
    references = await client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(True), **here("reload web"))
    )
    told("references", sorted(f"{pathlib.PurePath(r.uri).name}:{r.range.start.line}" for r in references))
    highlights = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**here("$host"))
    )
    told("documentHighlight", len(highlights))
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**here("reload web")))
    told("prepareRename", prepared.placeholder)
    edit = await client.text_document_rename_async(types.RenameParams(new_name="restart", **here("reload web")))
    told("rename", sorted((pathlib.PurePath(c.text_document.uri).name, len(c.edits)) for c in edit.document_changes))
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    told("documentSymbol", [s.name for s in symbols])
    symbols = await client.workspace_symbol_async(types.WorkspaceSymbolParams("reload"))
    told("workspace/symbol", [s.name for s in symbols])
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    told("foldingRange", [(f.start_line, f.end_line) for f in folds])
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    told("semanticTokens", len(tokens.data) % 5 == 0 and len(tokens.data) > 50)
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    told("inlayHint", [h.label for h in hints])
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    told("codeLens", [lens.command.title for lens in lenses])
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, whole, types.CodeActionContext([]))
    )
    told("codeAction", [a.title for a in actions])
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    edits = await client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
    told("formatting", len(edits))
    edits = await client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(document, whole, options)
    )
    told("rangeFormatting", len(edits))
    edits = await client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(document, types.Position(11, 1), "}", options)
    )
    told("onTypeFormatting", len(edits))

    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(2, uri),
            [types.TextDocumentContentChangePartial(
                    text="", range=types.Range(types.Position(1, 0), types.Position(2, 0))
                )],
        )
    )
    found = await asyncio.wait_for(diagnostics.get(), 20)
    told("didChange", (found.version, len(found.diagnostics)))
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    found = await asyncio.wait_for(diagnostics.get(), 20)
    told("didClose", len(found.diagnostics))
    told("shutdown", await client.shutdown_async(None))
    client.exit(None)
    await asyncio.wait_for(client._server.wait(), 20)
    told("exit", client._server.returncode)
    if client.failed:
        sys.exit(client.failed)


asyncio.run(main())
