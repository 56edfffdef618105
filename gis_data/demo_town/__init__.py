"""A town that does not exist, like Berkane and where Berkane is: for demonstrations, tests and benchmarks."""

from gis_data.demo_town.town import Town, generate

__all__ = ["Town", "generate"]
