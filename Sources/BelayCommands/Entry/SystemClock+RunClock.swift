import BelayRuntime
import BelaySystem

extension SystemClock: @retroactive RunClock {}
