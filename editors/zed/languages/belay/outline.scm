(runbook "runbook" @context . (text) @name) @item
(lab "lab" @context . (text) @name) @item
(phase "phase" @context title: (text) @name) @item
(step "step" @context title: (text) @name) @item
(test ["test" "given"] @context title: (text) @name) @item
(definition ["action" "probe" "target"] @context (signature) @name) @item
(param "param" @context name: (identifier) @name) @item
