-- Belay in Neovim 0.7 and later, with its built-in client. Copy it to ~/.config/nvim/plugin/belay.lua, see docs/editors.md.
--
-- `vim.g.belay_command` is the program, where it is not `belay` on $PATH.

local group = vim.api.nvim_create_augroup("belay", { clear = true })

--- The folder that holds the runbooks: that of the repository, or that of the file.
local function root(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local git = vim.fn.finddir(".git", folder .. ";")
  return git ~= "" and vim.fn.fnamemodify(git, ":p:h:h") or folder
end

--- What the code lenses name, in a terminal of its own.
local function run(words, path, more)
  local line = { vim.g.belay_command or "belay" }
  vim.list_extend(line, words)
  table.insert(line, path)
  vim.list_extend(line, more or {})
  vim.cmd("botright new")
  vim.fn.termopen(line)
end

for _, name in ipairs({ "plan", "rehearse", "test" }) do
  vim.lsp.commands["belay." .. name] = function(command)
    run({ name }, command.arguments[1])
  end
end

local clients = {}

local function start(buffer)
  local folder = root(vim.api.nvim_buf_get_name(buffer))
  local config = {
    name = "belay",
    cmd = { vim.g.belay_command or "belay", "lsp" },
    root_dir = folder,
    workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
  else
    if not (clients[folder] and vim.lsp.get_client_by_id(clients[folder])) then
      clients[folder] = vim.lsp.start_client(config)
    end
    vim.lsp.buf_attach_client(buffer, clients[folder])
  end
end

--- Colours by the tree-sitter grammar, where its parser is installed as `parser/belay.so`; else those of Vim's syntax.
local function colour(buffer)
  if #vim.api.nvim_get_runtime_file("parser/belay.so", false) == 0 then
    return
  end
  if vim.treesitter.start then
    vim.treesitter.start(buffer, "belay")
  else
    vim.treesitter.highlighter.new(vim.treesitter.get_parser(buffer, "belay"))
  end
end

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = "*.runbook",
  callback = function()
    vim.bo.filetype = "belay"
  end,
})

vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = "belay",
  callback = function(event)
    vim.bo[event.buf].commentstring = "# %s"
    vim.bo[event.buf].omnifunc = "v:lua.vim.lsp.omnifunc"
    colour(event.buf)
    start(event.buf)
  end,
})
