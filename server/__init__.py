"""The graph over HTTP: pages for people, SPARQL for programs."""
