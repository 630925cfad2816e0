"""Stance networks: who says yes and no to the same things, as in discourse network analysis.

Statements (``statements``) are freed of duplicates (``duplicates``) and counted into a party–option
network (``twomode``) or a network among parties or among options (``onemode``); what is measured on
these (``backbone``, ``concept_backbone``, ``balance``, ``brokers``, ``communities``,
``polarisation``) keeps the statements behind it.
"""
