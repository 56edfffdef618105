"""The imagery of surveys as addresses that a map reads: stored tiles, looks, mosaics, their TileJSON."""
