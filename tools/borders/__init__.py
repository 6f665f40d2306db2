"""The parts of ``build_borders.py``: sources, coverage, territories, water, packing."""
