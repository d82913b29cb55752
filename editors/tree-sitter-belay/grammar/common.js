// What the rules of the other files are made of.

/** Things of which each is on a line of its own; a bracket may follow the last one on its line. */
const rows = (end, row) => seq(repeat(seq(row, repeat1(end))), optional(row));

/** The same, with empty lines before. */
const lines = (end, row) => seq(repeat(end), rows(end, row));

/** One or more, with commas. */
const list = (item) => seq(item, repeat(seq(",", item)));

module.exports = { rows, lines, list };
