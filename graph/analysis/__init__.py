"""Analysis: the field's methods, one module each.

Each takes plain data or networkx graphs and gives frozen results that carry their reasons; one thin
function a module reads its input from a Graph.
"""
