"""The query page: saved questions, an editor that completes terms, results as table and as graph."""
