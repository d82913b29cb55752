#include "belay_system.h"
