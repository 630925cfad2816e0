"""Starting, growing and tidying a dossier: one module for each thing an author does."""
