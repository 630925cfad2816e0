"""What is known: dossiers read and encoded, stored, queried, checked and made into networks."""
