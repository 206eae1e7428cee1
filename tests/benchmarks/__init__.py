"""How fast, as ratios measured in one run: absolute times say more about the machine."""
