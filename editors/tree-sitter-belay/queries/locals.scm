; A block hides the names in it, unless it only says a place, a limit or an input.

(source_file) @local.scope
(definition) @local.scope
(block) @local.scope
(test_block) @local.scope
(for) @local.scope
(comprehension) @local.scope

(param name: (identifier) @local.definition.parameter)
(placeholder name: (identifier) @local.definition.parameter)
(option_declaration name: (identifier) @local.definition.parameter)
(let name: (identifier) @local.definition.var)
(ask name: (identifier) @local.definition.var)
(for name: (identifier) @local.definition.var)
(comprehension name: (identifier) @local.definition.var)
(type_definition name: (identifier) @local.definition.type)

(type (identifier) @local.reference)
(variable (variable_name) @local.reference)
