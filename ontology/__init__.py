"""What can be said: the vocabulary, its closed code lists, the shapes and the file schemas.

>>> ONTOLOGY.name
'ontology.ttl'
"""

from pathlib import Path
from typing import Final

VERSION: Final = "0.1.0"

ONTOLOGY: Final = Path(__file__).parent / "ontology.ttl"
SHAPES: Final = Path(__file__).parent / "shapes.ttl"
DOSSIER_SCHEMA: Final = Path(__file__).parent / "dossier.schema.json"
SHEET_SCHEMA: Final = Path(__file__).parent / "sheet.schema.json"
MAPPING_SCHEMA: Final = Path(__file__).parent / "mapping.schema.json"

__all__ = ["DOSSIER_SCHEMA", "MAPPING_SCHEMA", "ONTOLOGY", "SHAPES", "SHEET_SCHEMA", "VERSION"]
