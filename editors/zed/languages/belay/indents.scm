(block "}" @end) @indent
(test_block "}" @end) @indent
(machine "}" @end) @indent
(edit "}" @end) @indent
(list "]" @end) @indent
(comprehension "]" @end) @indent
(enclosed ")" @end) @indent
