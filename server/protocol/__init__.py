"""SPARQL 1.1 Protocol and Graph Store HTTP Protocol: from requests to the engine and back."""
