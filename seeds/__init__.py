"""The dossiers that come with Détente: source texts and their coding sheets. Data only."""
