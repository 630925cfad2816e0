"""What was coded elsewhere, brought in: tables of statements and votes, and our own RDF."""
