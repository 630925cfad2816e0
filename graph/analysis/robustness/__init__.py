"""How much to trust a figure: worked out again without one source, without one coder, with weights changed.

``ranges`` does it for any function from a graph to named figures; ``methods`` has those of every analysis
(``trust_of(graph, "matrix")``). ``figure`` says what is compared and when it flips, ``left_out`` and
``weights`` make the changed graphs, ``wording`` tells people, and ``…_figures`` name the figures.
"""
