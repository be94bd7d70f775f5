"""The night job: what is new is fetched, cleaned, stored and checked, and nothing is claimed that is not so."""
