"""How long tests wait for another process. It only bounds what hangs: no test times anything."""

LIMIT_S = 180
