"""The same work over many machines: inputs or an archive in shards, each of which becomes a part of the result.

    shards ──► engine ──► work, in a process of its own ──► part and manifest

A shard says all that its work needs, and the work says nothing of who asked for it: engines are thin.
"""
