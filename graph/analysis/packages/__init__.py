"""Packages: combinations of options that parties could live with, what must move for them, and where
bargaining solutions lie.

Each step is a module of its own and works on plain data: ``situation`` what is given, ``reading`` how it
comes from a graph, ``feasible`` what can be combined, ``kept`` what keeps a position, ``corrections`` what
must move, ``rule`` and ``utilities`` what a package is worth, ``frontier`` and ``outcomes`` what is
undominated, ``bargaining`` and ``lotteries`` the solutions, ``search`` the whole.
"""
