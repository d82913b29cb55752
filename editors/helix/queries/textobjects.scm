(definition (block) @function.inside) @function.around
(test (test_block) @test.inside) @test.around
(phase (block) @class.inside) @class.around
(comment) @comment.inside
