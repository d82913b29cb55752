-- An editing session in Neovim, told line by line: nvim --headless --clean -u NONE -l is newer than Debian's, so it is sourced.
--
-- $BELAY is the program, $FOLDER the folder with deploy.runbook.

local folder = os.getenv("FOLDER")
vim.g.belay_command = os.getenv("BELAY")
-- The parser and the queries of the tree-sitter grammar.
vim.opt.runtimepath:prepend(os.getenv("FOLDER") .. "/nvim")
vim.cmd("source " .. os.getenv("PLUGIN"))
vim.o.hidden = true
vim.o.swapfile = false

local function tell(name, value)
  io.stdout:write(name .. ": " .. tostring(value) .. "\n")
end

local function await(what, condition)
  if not vim.wait(30000, condition, 20) then
    tell("waited too long for", what)
    vim.cmd("cquit")
  end
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

-- The first of what is offered is taken.
vim.ui.select = function(items, _, choose)
  choose(items[1], 1)
end

vim.cmd("edit " .. folder .. "/deploy.runbook")
local root = vim.treesitter.get_parser(0, "belay"):parse()[1]:root()
tell("tree", root:type() .. " of " .. root:named_child_count() .. " statements" .. (root:has_error() and ", broken" or ""))
tell("coloured", vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil)
local query = (vim.treesitter.query.get or vim.treesitter.query.get_query)("belay", "highlights")
for id, node in query:iter_captures(root, 0, 4, 5) do
  local line, start, _, stop = node:range()
  tell("colour", line + 1 .. ":" .. start .. "-" .. stop .. " " .. query.captures[id])
end
await("diagnostics", function()
  return #vim.diagnostic.get(0) > 0
end)
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  tell("diagnostic", diagnostic.lnum + 1 .. " " .. diagnostic.message:gsub("\n.*", ""))
end

vim.api.nvim_win_set_cursor(0, { 2, 5 })
vim.lsp.buf.code_action()
await("the fix", function()
  return line(2) == "use site"
end)
tell("fixed", line(2))
await("no diagnostics", function()
  return #vim.diagnostic.get(0) == 0
end)
tell("diagnostics", #vim.diagnostic.get(0))

vim.api.nvim_win_set_cursor(0, { 5, 5 })
vim.lsp.buf.definition()
await("the definition", function()
  return vim.api.nvim_buf_get_name(0):match("site.runbook$")
end)
tell("definition", vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":t") .. ":" .. vim.api.nvim_win_get_cursor(0)[1])

await("the server for the library", function()
  return next(vim.lsp.buf_get_clients(0)) ~= nil
end)
vim.api.nvim_win_set_cursor(0, { 1, 8 })
vim.lsp.buf.rename("renew")
await("the new name", function()
  return line(1):match("renew")
end)
tell("renamed", line(1))
vim.cmd("silent wall")
vim.cmd("edit " .. folder .. "/deploy.runbook")
tell("renamed", line(5))

vim.api.nvim_buf_set_lines(0, 3, 5, false, { 'phase   "Put it there"   {', "  renew site   $host" })
if vim.lsp.buf.format then
  vim.lsp.buf.format({ timeout_ms = 30000 })
else
  vim.lsp.buf.formatting_sync(nil, 30000)
end
tell("formatted", line(4))
tell("formatted", line(5))
vim.cmd("qall!")
