"""The network: nothing else in presscut opens a socket."""
