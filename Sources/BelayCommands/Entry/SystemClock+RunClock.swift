public import BelayRuntime
public import BelaySystem

extension SystemClock: RunClock {}
