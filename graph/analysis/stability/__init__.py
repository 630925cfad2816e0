"""Stability: the Graph Model for Conflict Resolution.

Decision makers move between states by changing their options; each prefers some states to others. A
state is stable for a decision maker who cannot, or had better not, move away from it; how far ahead
and how warily one looks makes the concepts differ. Preferences are orders, never amounts.

Sources: L. Fang, K. W. Hipel, D. M. Kilgour (1993), Interactive Decision Making: The Graph Model for
Conflict Resolution, Wiley; H. Xu, K. W. Hipel, D. M. Kilgour, L. Fang (2018), Conflict Resolution Using
the Graph Model: Strategic Interactions in Competition and Cooperation, Springer.
"""
