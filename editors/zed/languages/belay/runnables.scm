; A runbook can be planned where it begins, a test where it is: the tags belong to tasks, see docs/editors.md.

((runbook) @run
  (#set! tag belay-plan))

((test) @run
  (#set! tag belay-test))
