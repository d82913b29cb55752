//! Starts `belay lsp` for Zed.

use zed_extension_api as zed;

struct Belay;

impl zed::Extension for Belay {
    fn new() -> Self {
        Belay
    }

    fn language_server_command(
        &mut self,
        _: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree.which("belay").ok_or("there is no `belay` on the path of this folder")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Belay);
