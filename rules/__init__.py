"""Rule packs: data and nothing else."""
